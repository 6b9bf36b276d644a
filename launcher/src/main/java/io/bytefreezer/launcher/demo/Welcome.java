package io.bytefreezer.launcher.demo;

/** What the demo tells a person once everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(DemoConfig config, String key) {
        DemoPorts ports = config.ports();
        return """

                ByteFreezer demo, all data below %s

                  control plane  http://127.0.0.1:%d/api/v1      (OpenAPI: /openapi.json)
                  webhook        http://127.0.0.1:%d/webhook/demo/web
                  syslog         127.0.0.1:%d                    (UDP and TCP, into demo.syslog)
                  query          http://127.0.0.1:%d/api/v1/query/sql
                  receiver       http://127.0.0.1:%d             piper http://127.0.0.1:%d   packer http://127.0.0.1:%d
                  Kafka          127.0.0.1:%d
                  S3             http://127.0.0.1:%d/%s          (access key %s, secret key %s)
                  service key    %s

                Three commands worth typing:

                  # send an event
                  logger -n 127.0.0.1 -P %d -d "hello from $(hostname)"

                  # find it with SQL
                  curl -s http://127.0.0.1:%d/api/v1/query/sql -H "Authorization: Bearer %s" \\
                    -d '{"tenant": "demo", "sql": "select event_time, hostname, message from syslog order by event_time desc limit 5"}'

                  # see the objects it became on S3
                  curl -s "http://127.0.0.1:%d/%s?list-type=2&prefix=raw/demo/syslog/" \\
                    --aws-sigv4 "aws:amz:%s:s3" --user %s:%s

                """.formatted(
                        config.dataDir(),
                        ports.control(),
                        ports.proxy(),
                        ports.syslog(),
                        ports.query(),
                        ports.receiver(),
                        ports.piper(),
                        ports.packer(),
                        ports.kafka(),
                        ports.s3(),
                        DemoConfig.BUCKET,
                        DemoConfig.ACCESS_KEY,
                        DemoConfig.SECRET_KEY,
                        key,
                        ports.syslog(),
                        ports.query(),
                        key,
                        ports.s3(),
                        DemoConfig.BUCKET,
                        DemoConfig.REGION,
                        DemoConfig.ACCESS_KEY,
                        DemoConfig.SECRET_KEY);
    }
}
