import { assert, integer, property, string } from 'fast-check';
import kafkajs from 'kafkajs';
import { expect, test } from 'vitest';
import { murmur2, partitionOfKey } from './murmur2.js';

// The vectors of Kafka's own UtilsTest.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2(%s) is what the Java client computes', (key, hash) => {
  expect(murmur2(key)).toBe(hash);
});

test('the partition of any string is the one that kafkajs chooses', () => {
  const choose = kafkajs.Partitioners.DefaultPartitioner();
  const inKafka = (key: string, count: number) =>
    choose({
      topic: 't',
      partitionMetadata: Array.from({ length: count }, (_, partitionId) => ({
        partitionId,
        partitionErrorCode: 0,
        leader: 1,
        replicas: [1],
        isr: [1],
      })),
      message: { key, value: null },
    });
  assert(
    property(string({ unit: 'binary' }), integer({ min: 1, max: 200 }), (key, count) => {
      expect(partitionOfKey(key, count)).toBe(inKafka(key, count));
    }),
  );
});
