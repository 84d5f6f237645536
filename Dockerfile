# Lettergate in a container. Builds with the classic builder too: docker build -t lettergate .

FROM eclipse-temurin:25-jdk AS build
ARG MAVEN_OPTS
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
# What Maven downloads, in a layer that only a change of the pom makes anew.
COPY src/main/java/io/lettergate/package-info.java src/main/java/io/lettergate/
RUN mkdir -p frontend/src && touch frontend/src/app.ts \
 && printf '%s\n' 'package io.lettergate;' '' '/** Stands in while libraries are fetched. */' \
      'public class LettergateApplication {' '' '    public static void main(String[] arguments) {}' '}' \
      > src/main/java/io/lettergate/LettergateApplication.java \
 && ./mvnw -B -ntp package -DskipTests -Dmaven.test.skip \
 && rm -r target frontend src
COPY frontend frontend
COPY src src
RUN ./mvnw -B -ntp package -DskipTests -Dmaven.test.skip \
 && cp target/lettergate-*.jar lettergate.jar \
 && java -Djarmode=tools -jar lettergate.jar extract --layers --destination /layers
# SQLite's native library, so that nothing has to be unpacked into a temporary directory when it runs.
RUN mkdir /native && cd /native \
 && jar xf /layers/dependencies/lib/sqlite-jdbc-*.jar "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" \
 && find org -name '*.so' -exec mv {} . \; && rm -r org
RUN printf '%s\n' -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=60 \
      --enable-native-access=ALL-UNNAMED -Dorg.sqlite.lib.path=/app/native > /java.options

# The AOT cache must come from the very Java, options and paths that use it.
FROM eclipse-temurin:25-jre AS train
WORKDIR /app
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
COPY --from=build /native/ native/
COPY --from=build /java.options ./
RUN LETTERGATE_DATA=/tmp/train LETTERGATE_DEMO_ENABLED=false \
    java @java.options -XX:AOTCacheOutput=lettergate.aot -Dspring.context.exit=onRefresh -jar lettergate.jar \
 && rm -rf /tmp/train

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 lettergate \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin lettergate \
 && mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
COPY --from=build /native/ native/
COPY --from=build /java.options ./
COPY --from=train /app/lettergate.aot ./
USER 10001:10001
VOLUME /data
ENV LETTERGATE_DATA=/data SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200'* ]]"]
ENTRYPOINT ["sh", "-c", "exec java @java.options -XX:AOTCache=lettergate.aot $JAVA_OPTS -jar lettergate.jar \"$@\"", "lettergate"]
