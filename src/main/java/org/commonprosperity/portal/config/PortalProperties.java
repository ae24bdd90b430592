package org.commonprosperity.portal.config;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs from one installation to the next.
 *
 * @param demo whether the data is synthetic, which every page then says
 * @param site the particulars that a government site shows in its footer
 */
@ConfigurationProperties("portal")
record PortalProperties(@DefaultValue("false") boolean demo, @DefaultValue Site site) {

	/**
	 * Particulars of the site; what is not set shows as 待填报.
	 *
	 * @param organiser 主办单位
	 * @param identifier 网站标识码
	 * @param icp ICP备案号
	 * @param publicSecurity 公安备案号
	 * @param telephone telephone for residents' questions and corrections
	 * @param email address for residents' questions and corrections
	 */
	record Site(@Nullable String organiser, @Nullable String identifier, @Nullable String icp,
			@Nullable String publicSecurity, @Nullable String telephone, @Nullable String email) {
	}

}
