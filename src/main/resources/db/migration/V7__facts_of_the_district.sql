-- What is really known of the district and its seven flagship projects. What is not known stays empty and shows as 待填报.

insert into source (code, kind, title, title_en) values
	('report-2022', 'PUBLICATION', '公开报道《共赴一场“共富之约” 平湖经开以党建统领凝聚奔富力量》（2022 年秋）', 'Newspaper report on the common prosperity work of Pinghu Economic-Technological Development Area (autumn 2022)'),
	('portal-record', 'PORTAL_RECORD', '本站填报，共富办审核', 'Entered on this portal, approved by the coordinating office');

insert into department (code, name, name_en) values
	('agriculture', '农业农村办', 'Agriculture and Rural Affairs Office');

insert into community (code, kind, name, name_en, note) values
	('shenjianong', 'VILLAGE', '沈家弄村', 'Shenjianong Village', null),
	('zhongdai', 'VILLAGE', '钟埭村', 'Zhongdai Village', null),
	('dali', 'VILLAGE', '大力村', 'Dali Village', null),
	('xilinsi', 'COMMUNITY', '西林寺社区', 'Xilinsi Community', null),
	('yongxing', 'COMMUNITY', '永兴社区', 'Yongxing Community', '辖区内有兴业新村');

insert into enterprise (code, name, name_en, source_id)
select e.code, e.name, e.name_en, s.id from source s, (values
	('kangdaer', '康达尔机电（嘉兴）', 'Kangdaer Electromechanical (Jiaxing)'),
	('nidec-automotive', '日本电产汽车马达（浙江）', 'Nidec Automotive Motor (Zhejiang)'),
	('rongsheng', '浙江荣晟环保纸业股份有限公司', 'Zhejiang Rongsheng Environmental Protection Paper Co., Ltd.')) as e (code, name, name_en)
where s.code = 'report-2022';

insert into project (code, position, name, name_en, classification, content, content_en, deadline, updated_at) values
	('wharf', 1, '公共码头', 'Public wharf', 'FLAGSHIP',
		'建设公共码头，由村集体经济组织和低保、低保边缘家庭出资并按约定分红。', 'Build a public wharf; village collectives and households on or near the minimum living allowance contribute and receive dividends as agreed.', '2023-12-31', now()),
	('boutique-line', 2, '“钟溪棹歌·隐世田园”精品线运营', '“Zhongxi Boat Song · Hidden Countryside” boutique line', 'FLAGSHIP',
		'运营“钟溪棹歌·隐世田园”精品线，引进业态。', 'Operate the boutique line and attract ventures to it.', null, now()),
	('factory', 3, '共富工厂', 'Common prosperity factory', 'FLAGSHIP',
		'盘活厂房空间。', 'Revitalise factory space.', null, now()),
	('enclave', 4, '“飞地抱团”发展', 'Pooled enclave investment', 'PROVISIONAL',
		'各村抱团投资飞地项目，壮大村集体经济。', 'Villages pool investment in enclave projects to strengthen their collective economy.', null, now()),
	('workshops', 5, '共富工坊', 'Common prosperity workshops', 'PROVISIONAL',
		'建设共富直播间、共富农场、共富车间等工坊，带动困难群众就近就业。', 'Set up live-streaming studios, farms, workshops and others that bring people in difficulty into nearby jobs.', null, now()),
	('old-and-young', 6, '“一老一小”服务提升', 'Services for the old and the young', 'PROVISIONAL',
		'提升养老和托育服务，让每户居民处在 5 至 15 分钟生活圈内。', 'Improve services for the old and the young; every home within a 5-to-15-minute living circle.', null, now()),
	('grid', 7, '网格智治', 'Grid-based neighbourhood governance', 'PROVISIONAL',
		'以网格为单元开展社区治理。', 'Neighbourhood governance organised by grid.', null, now());

insert into project_statement (project_id, position, text, text_en, source_id)
select p.id, f.position, f.text, f.text_en, s.id from source s, (values
	('wharf', 1, '2022 年 10 月完成码头部分施工招标，建设期一年，2023 年底整体投入使用。', 'The construction tender of the wharf part was done in October 2022; one year to build; the whole in use by the end of 2023.'),
	('wharf', 2, '项目运营前，出资人每年按出资额的 5% 分红。', 'Before operation every contributor receives 5 % of the contribution a year.'),
	('wharf', 3, '项目建成后，村集体经济组织每年固定分红 8%，低保及低保边缘家庭每年固定分红 10%，另有二次分红。', 'Once built, village collectives receive a fixed 8 % a year, households on or near the minimum living allowance 10 %, with a second distribution on top.'),
	('boutique-line', 1, '2021 年 10 月底通过验收。', 'Accepted at the end of October 2021.'),
	('boutique-line', 2, '已签约业态 4 家，含好德研学、餐饮管理、民宿等，总投资超过 3000 万元。', 'Four ventures signed, Haode study tours, catering management and homestays among them; total investment over CNY 30 million.'),
	('boutique-line', 3, '2022 年改造延伸节点白荡浜（大力村），引进农家乐 1 家。', 'The extension node Baidangbang (Dali Village) was renovated in 2022 and attracted one rural guesthouse.'),
	('enclave', 1, '沈家弄村、钟埭村、大力村参与抱团，村均经常性收入超过 1000 万元。', 'Shenjianong, Zhongdai and Dali take part; their recurring collective income averages over CNY 10 million a village.'),
	('workshops', 1, '浙江荣晟环保纸业股份有限公司有残疾职工 403 人，约占职工总数的 50%，许多人已工作十年以上。', 'Zhejiang Rongsheng Environmental Protection Paper employs 403 people with disabilities, about 50 % of all; many have stayed ten years and more.'),
	('old-and-young', 1, '永兴社区陆家桥居家养老服务照料中心异地重建，设日托室、科普宣传室、谈心室。', 'In Yongxing Community the Lujiaqiao home-care centre was moved and rebuilt, with a day-care room, a science room and a room for talks.'),
	('old-and-young', 2, '照料中心一楼新设儿童之家。', 'A new children''s home opened on its ground floor.')) as f (code, position, text, text_en)
join project p on p.code = f.code
where s.code = 'report-2022';

insert into fact_source (project_id, field, source_id, as_of)
select p.id, f.field, s.id, cast(null as date) from project p cross join source s cross join (values ('CLASSIFICATION'), ('CONTENT')) as f (field)
where s.code = 'report-2022';
insert into fact_source (project_id, field, source_id, as_of)
select p.id, 'DEADLINE', s.id, cast(null as date) from project p, source s where p.code = 'wharf' and s.code = 'report-2022';

insert into site (project_id, position, name, community_id, source_id)
select p.id, f.position, f.name, c.id, s.id from source s
cross join (values (1, '绿醇酒肆', null), (2, '藤萝花宿', null), (3, '白荡浜', 'dali')) as f (position, name, community)
join project p on p.code = 'boutique-line'
left join community c on c.code = f.community
where s.code = 'report-2022';

insert into venture (project_id, site_id, name, kind, source_id)
select p.id, t.id, f.name, f.kind, s.id from source s
cross join (values (1, '好德研学', '研学', null), (2, null, '餐饮管理', null), (3, null, '民宿', null), (4, null, null, null), (5, null, '农家乐', '白荡浜')) as f (position, name, kind, site)
join project p on p.code = 'boutique-line'
left join site t on t.project_id = p.id and t.name = f.site
where s.code = 'report-2022'
order by f.position;

insert into indicator (code, position, name, name_en, unit, unit_en) values
	('gdp', 1, '地区生产总值', 'Gross domestic product', '亿元', 'CNY 100 million'),
	('industrial-output', 2, '规上工业总产值', 'Output of industrial enterprises above designated size', '亿元', 'CNY 100 million'),
	('industrial-value-added', 3, '规上工业增加值', 'Value added of industrial enterprises above designated size', '亿元', 'CNY 100 million');

insert into indicator_value (indicator_id, period_start, period_end, value, growth_percent, source_id)
select i.id, date '2022-01-01', date '2022-09-30', f.value, f.growth, s.id from source s
cross join (values ('gdp', 151.90, null), ('industrial-output', 480.87, 10.4), ('industrial-value-added', 109.68, 6.0)) as f (code, value, growth)
join indicator i on i.code = f.code
where s.code = 'report-2022';
