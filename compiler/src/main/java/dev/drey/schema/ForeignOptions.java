// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

/** Options of connectors and formats as their clients and other systems spell them. */
final class ForeignOptions {
  private final ForeignSpellings spellings;

  ForeignOptions(ForeignSpellings spellings) {
    this.spellings = spellings;
  }

  void addAll() {
    kafka();
    firehose();
    kinesis();
    files();
    formats();
    generator();
  }

  private void kafka() {
    spellings.put(
        "`kafka`",
        "brokers",
        "bootstrap.servers",
        "bootstrapServers",
        "bootstrap_servers",
        "bootstrap",
        "properties.bootstrap.servers",
        "servers",
        "hosts",
        "addresses");
    spellings.put(
        "`kafka`",
        "group",
        "group.id",
        "groupId",
        "group_id",
        "consumerGroup",
        "consumer_group",
        "properties.group.id");
    spellings.put(
        "`kafka`",
        "startFrom",
        "offset",
        "offsets",
        "startingOffsets",
        "starting_offset",
        "auto.offset.reset",
        "autoOffsetReset",
        "scan.startup.mode",
        "properties.auto.offset.reset",
        "auto_offset_reset_config",
        "start_from_oldest");
    spellings.put("`kafka`", "topicPattern", "topic-pattern", "pattern", "topicRegex");
    spellings.put("`kafka`", "topic", "topicName", "topic_name", "name");
    spellings.put("`kafka`", "key", "key.fields", "keyField", "key_field", "messageKey");
    spellings.put(
        "`kafka`",
        "transactionalIdPrefix",
        "transactional.id",
        "sink.transactional-id-prefix",
        "transactionalId");
    spellings.inMillis(
        "`kafka`", "transactionTimeout", "transaction.timeout.ms", "transactionTimeoutMs");
    spellings.inMillis(
        "`kafka`",
        "discoverPartitions",
        "partition.discovery.interval.ms",
        "scan.topic-partition-discovery.interval");
    spellings.put(
        "`kafka`", "properties", "config", "consumerProperties", "producerProperties", "options");
    spellings.put(
        "`security`",
        "sasl",
        "SASL_SSL",
        "SASL_PLAINTEXT",
        "SCRAM-SHA-512",
        "SCRAM-SHA-256",
        "PLAIN");
    spellings.put("`security`", "tls", "SSL", "TLS", "MTLS", "ssl", "mtls");
    spellings.put("`security`", "iam", "AWS_MSK_IAM", "IAM");
    spellings.say(
        "`kafka`",
        "write `security: {sasl: {mechanism: SCRAM-SHA-512, username: USER, password:"
            + " \"${kafka_password}\"}}`, or `security: {iam: {}}` on Amazon MSK",
        "security.protocol",
        "sasl.mechanism",
        "sasl.jaas.config",
        "sasl",
        "ssl",
        "auth",
        "properties.security.protocol",
        "properties.sasl.mechanism",
        "properties.sasl.jaas.config");
    spellings.say(
        "`kafka`",
        "the format stands beside `kafka`: write `format: json` there",
        "format",
        "value.format",
        "key.format",
        "value.deserializer",
        "value.serializer",
        "key.serializer",
        "key.deserializer");
  }

  private void firehose() {
    spellings.put(
        "`firehose`",
        "deliveryStream",
        "stream",
        "deliveryStreamName",
        "delivery-stream",
        "delivery_stream",
        "streamName",
        "name");
  }

  private void kinesis() {
    spellings.put("`kinesis`", "stream", "streamName", "stream_name", "name", "topic");
    spellings.put("`kinesis`", "arn", "streamArn", "stream.arn", "stream_arn");
    spellings.put("`kinesis`", "region", "aws.region", "awsRegion", "aws_region");
    spellings.put("`kinesis`", "endpoint", "aws.endpoint", "endpointUrl", "endpoint_url");
    spellings.put(
        "`kinesis`",
        "startFrom",
        "scan.stream.initpos",
        "source.init.position",
        "initialPosition",
        "initial_position",
        "startingPosition",
        "iteratorType",
        "position");
    spellings.put("`kinesis`", "fanOut", "efo", "enhancedFanOut", "consumerName", "consumer");
    spellings.put(
        "`kinesis`", "partitionKey", "partition_key", "sink.partitioner-field", "key", "partition");
    spellings.put("`kinesis`", "maxRecordsPerFetch", "scan.shard.getrecords.maxrecordcount");
    spellings.inMillis(
        "`kinesis`", "pollInterval", "scan.shard.getrecords.intervalmillis", "pollIntervalMs");
    spellings.put("`kinesis`", "credentials.profile", "profile");
  }

  private void files() {
    spellings.put(
        "`file`",
        "path",
        "file",
        "filename",
        "fileName",
        "uri",
        "url",
        "dir",
        "directory",
        "paths");
    spellings.inMillis(
        "`file`",
        "watch",
        "source.monitor-interval",
        "monitorInterval",
        "monitor_interval",
        "poll");
    spellings.put(
        "`file`", "rollAfter", "sink.rolling-policy.rollover-interval", "rolloverInterval");
    spellings.put("`file`", "rollSize", "sink.rolling-policy.file-size", "maxFileSize", "maxSize");
    spellings.say(
        "`file`", "the format stands beside `file`: write `format: json` there", "format", "codec");
    spellings.put("`print`", "label", "prefix", "print-identifier", "name", "identifier");
  }

  private void formats() {
    spellings.put(
        "`csv`", "delimiter", "separator", "sep", "field-delimiter", "fieldDelimiter", "delim");
    spellings.put("`csv`", "quote", "quote-character", "quoteChar", "quotechar", "enclosure");
    spellings.put("`csv`", "nullValue", "null-literal", "nullLiteral", "null", "na", "null_value");
    spellings.put("`csv`", "header", "headers", "hasHeader", "skipHeader", "with_header");
  }

  private void generator() {
    spellings.put("`datagen`", "rate", "rows-per-second", "rowsPerSecond", "rps");
    spellings.put("`datagen`", "rows", "number-of-rows", "numberOfRows", "count", "limit");
    spellings.put("`datagen`", "columns", "fields", "generators", "schema");
  }
}
