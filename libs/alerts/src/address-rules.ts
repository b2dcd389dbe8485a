import { BlockList, isIP } from 'node:net';

/**
 * Addresses that are not public hosts, with what they are: the special-purpose registries of IANA (RFC 6890 and its
 * successors), and the one public address that is a cloud's own service.
 */
const special4: [network: string, prefix: number, what: string][] = [
  ['0.0.0.0', 8, 'unspecified'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared by carrier-grade NAT'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local, where clouds keep their metadata'],
  ['168.63.129.16', 32, "a cloud's own service"],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'for protocols'],
  ['192.0.2.0', 24, 'for documentation'],
  ['192.31.196.0', 24, 'for protocols'],
  ['192.52.193.0', 24, 'for protocols'],
  ['192.88.99.0', 24, 'a 6to4 relay'],
  ['192.168.0.0', 16, 'private'],
  ['192.175.48.0', 24, 'for protocols'],
  ['198.18.0.0', 15, 'for benchmarks'],
  ['198.51.100.0', 24, 'for documentation'],
  ['203.0.113.0', 24, 'for documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
];

const special6: [network: string, prefix: number, what: string][] = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['::ffff:0:0', 96, 'IPv4-mapped'],
  ['::', 96, 'IPv4-compatible'],
  ['64:ff9b::', 96, 'a NAT64 address'],
  ['64:ff9b:1::', 48, 'a NAT64 address'],
  ['fc00::', 7, 'unique local'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'site-local'],
  ['ff00::', 8, 'multicast'],
  ['2001::', 32, 'a Teredo address'],
  ['2001::', 23, 'for protocols'],
  ['2001:db8::', 32, 'for documentation'],
  ['2002::', 16, 'a 6to4 address'],
  ['2620:4f:8000::', 48, 'for protocols'],
  ['3fff::', 20, 'for documentation'],
];

const globalUnicast6 = listOf('2000::', 3);
const rules4 = special4.map(([network, prefix, what]) => ({ list: listOf(network, prefix), what }));
const rules6 = special6.map(([network, prefix, what]) => ({ list: listOf(network, prefix), what }));

/**
 * What an address is that is no public host; undefined: it is one. Rules of one family never judge the other: a
 * BlockList takes every IPv4 address for one of ::ffff:0:0/96.
 */
export function specialUse(address: string): string | undefined {
  const family = isIP(address);
  if (family === 0) return 'not an address';
  if (address.includes('%')) return 'of one network card';
  if (family === 4) return rules4.find(({ list }) => list.check(address, 'ipv4'))?.what;
  const special = rules6.find(({ list }) => list.check(address, 'ipv6'))?.what;
  return special ?? (globalUnicast6.check(address, 'ipv6') ? undefined : 'not global unicast');
}

function listOf(network: string, prefix: number): BlockList {
  const list = new BlockList();
  list.addSubnet(network, prefix, isIP(network) === 4 ? 'ipv4' : 'ipv6');
  return list;
}
