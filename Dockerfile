FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Dmaven.test.skip=true package \
	&& java -Djarmode=tools -jar target/portal.jar extract --layers --destination extracted

FROM eclipse-temurin:17-jre
RUN groupadd --system portal && useradd --system --gid portal --home-dir /portal --shell /usr/sbin/nologin portal
WORKDIR /portal
# What changes least comes first, so that a new version of the portal moves only its own few megabytes.
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
# A training run without a database writes down the classes that a start needs; with them a start takes a quarter less time.
RUN java -XX:ArchiveClassesAtExit=portal.jsa -Xlog:cds=error -Xlog:cds+dynamic=error -Dspring.context.exit=onRefresh -jar portal.jar \
	--spring.flyway.enabled=false \
	--spring.jpa.hibernate.ddl-auto=none \
	--spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false \
	--spring.jpa.properties.hibernate.dialect=org.hibernate.dialect.PostgreSQLDialect \
	--spring.datasource.hikari.connection-timeout=250
USER portal
EXPOSE 8080
# Asked without a tool that the image may not have.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", \
	"exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:SharedArchiveFile=portal.jsa", "-XX:MaxRAMPercentage=75", "-jar", "portal.jar"]
