"""Sends labels to Qualm over Kafka and reads what it says of them.

    python labels.py send < labels.ndjson      {"exampleId": "i1", "sourceId": "w7", "label": "cat"} on each line
    python labels.py verdicts                  one line of JSON for each verdict, until Ctrl-C

Environment: KAFKA_BROKERS, QUALM_PROJECT, and QUALM_KAFKA_TOPIC_PREFIX as the service has it (default: qualm.).
"""

import json
import os
import sys

from confluent_kafka import Consumer, KafkaException, Producer

BROKERS = os.environ.get("KAFKA_BROKERS", "localhost:9092")
PREFIX = os.environ.get("QUALM_KAFKA_TOPIC_PREFIX", "qualm.")
PROJECT = os.environ["QUALM_PROJECT"]


def send(lines):
    # librdkafka's own partitioner is CRC32, Qualm's that of the Java clients: with another one every label would have to be
    # forwarded to its right partition.
    settings = {"bootstrap.servers": BROKERS, "partitioner": "murmur2_random", "enable.idempotence": True}
    producer = Producer(settings)
    errors = []
    sent = 0
    for line in filter(str.strip, lines):
        label = json.loads(line)
        record = {
            # The key decides the partition: all labels of one example go to one partition, in order.
            "key": f"{PROJECT}/{label['exampleId']}",
            "value": json.dumps({"project": PROJECT, **label}),
            "headers": {"content-type": "application/json"},
            "on_delivery": lambda error, _: error and errors.append(error),
        }
        try:
            producer.produce(PREFIX + "events", **record)
        except BufferError:  # The queue is full: wait until it is delivered.
            producer.flush()
            producer.produce(PREFIX + "events", **record)
        producer.poll(0)
        sent += 1
    producer.flush()
    if errors:
        raise KafkaException(errors[0])
    print(f"{sent} labels sent", file=sys.stderr)


def verdicts(limit):
    """After a crash a verdict may come again: what is not above the last seq of its partition and project is dropped."""
    group = os.environ.get("GROUP_ID", "my-verdicts")
    settings = {"bootstrap.servers": BROKERS, "group.id": group, "auto.offset.reset": "earliest"}
    consumer = Consumer({**settings, "enable.auto.commit": False})
    consumer.subscribe([PREFIX + "verdicts"])
    last = {}
    try:
        while limit is None or limit > 0:
            message = consumer.poll(1)
            if message is None:
                continue
            if message.error():
                raise KafkaException(message.error())
            verdict = json.loads(message.value())
            stream = (verdict["partition"], verdict["project"])
            if verdict["project"] == PROJECT and verdict["seq"] > last.get(stream, 0):
                last[stream] = verdict["seq"]
                print(json.dumps(verdict), flush=True)
                limit = None if limit is None else limit - 1
            consumer.commit(message, asynchronous=True)  # After the work is done, so that none is lost.
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["send"]:
        send(sys.stdin)
    elif sys.argv[1:2] == ["verdicts"]:
        verdicts(int(sys.argv[2]) if len(sys.argv) > 2 else None)
    else:
        raise SystemExit(__doc__)
