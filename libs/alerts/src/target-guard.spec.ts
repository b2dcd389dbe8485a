import { describe, expect, it } from 'vitest';
import { InvalidInput } from '#labels';
import { TargetGuard, TargetRefused } from './target-guard.js';

const strict = new TargetGuard({ allow: [], allowHttp: false });
const guardOf = (...addresses: string[]) =>
  new TargetGuard({ allow: [], allowHttp: false }, async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );

/** Refused as they stand, before anything is resolved. */
const hostile: [url: string, why: RegExp][] = [
  ['http://example.com/hook', /not https/],
  ['file:///etc/passwd', /not a URL with a host/],
  ['ftp://example.com/', /not https/],
  ['gopher://example.com:70/_x', /not https/],
  ['javascript:alert(1)', /not a URL with a host/],
  ['data:text/plain,x', /not a URL with a host/],
  ['https:///example.com/', /not a URL with a host/],
  ['https://', /not a URL with a host/],
  ['//example.com/', /not a URL with a host/],
  ['https:example.com', /not a URL with a host/],
  ['https://exa mple.com/', /space/],
  ['https://example.com\t/', /space/],
  ['https://example.com\n.evil.com/', /space/],
  ['https://example.com\\@127.0.0.1/', /backslash/],
  ['https:\\\\127.0.0.1/', /backslash/],
  ['https://user@example.com/', /user or password/],
  ['https://user:pass@example.com/', /user or password/],
  ['https://example.com@127.0.0.1/', /user or password/],
  ['https://example.com/#@127.0.0.1', /fragment/],
  ['https://example.com./', /ends with a dot/],
  ['https://127.0.0.1./', /loopback/],
  ['https://127.0.0.1/', /loopback/],
  ['https://127.1/', /loopback/],
  ['https://127.255.255.254/', /loopback/],
  ['https://2130706433/', /loopback/],
  ['https://0x7f000001/', /loopback/],
  ['https://0x7f.0.0.1/', /loopback/],
  ['https://0177.0.0.1/', /loopback/],
  ['https://017700000001/', /loopback/],
  ['https://１２７.０.０.１/', /loopback/],
  ['https://127。0。0。1/', /loopback/],
  ['https://①②⑦.0.0.1/', /loopback/],
  ['https://%31%32%37.0.0.1/', /loopback/],
  ['https://0/', /unspecified/],
  ['https://0.0.0.0/', /unspecified/],
  ['https://10.0.0.8/', /private/],
  ['https://012.0.0.8/', /private/],
  ['https://172.16.0.1/', /private/],
  ['https://172.31.255.255/', /private/],
  ['https://192.168.1.1/', /private/],
  ['https://100.64.0.1/', /carrier/],
  ['https://100.100.100.200/', /carrier/],
  ['https://169.254.169.254/latest/meta-data/', /metadata/],
  ['https://0xa9fea9fe/', /metadata/],
  ['https://2852039166/', /metadata/],
  ['https://168.63.129.16/', /cloud/],
  ['https://192.0.0.192/', /protocols/],
  ['https://192.0.2.1/', /documentation/],
  ['https://198.51.100.1/', /documentation/],
  ['https://203.0.113.1/', /documentation/],
  ['https://198.18.0.1/', /benchmarks/],
  ['https://192.88.99.1/', /6to4/],
  ['https://224.0.0.1/', /multicast/],
  ['https://240.0.0.1/', /reserved/],
  ['https://255.255.255.255/', /reserved/],
  ['https://[::]/', /unspecified/],
  ['https://[::1]/', /loopback/],
  ['https://[0:0:0:0:0:0:0:1]/', /loopback/],
  ['https://[::ffff:127.0.0.1]/', /IPv4-mapped/],
  ['https://[::ffff:8.8.8.8]/', /IPv4-mapped/],
  ['https://[::ffff:a9fe:a9fe]/', /IPv4-mapped/],
  ['https://[::127.0.0.1]/', /IPv4-compatible/],
  ['https://[64:ff9b::7f00:1]/', /NAT64/],
  ['https://[64:ff9b:1::a00:1]/', /NAT64/],
  ['https://[2002:7f00:1::]/', /6to4/],
  ['https://[2001::7f00:1]/', /Teredo/],
  ['https://[2001:db8::1]/', /documentation/],
  ['https://[3fff::1]/', /documentation/],
  ['https://[fc00::1]/', /unique local/],
  ['https://[fd00:ec2::254]/', /unique local/],
  ['https://[fe80::1]/', /link-local/],
  ['https://[fec0::1]/', /site-local/],
  ['https://[ff02::1]/', /multicast/],
  ['https://[100::1]/', /not global/],
  ['https://[4000::1]/', /not global/],
  ['https://[fe80::1%25eth0]/', /not a URL/],
  ['https://[::1', /not a URL/],
  ['https://localhost/', /local network/],
  ['https://LOCALHOST:8443/', /local network/],
  ['https://a.localhost/', /local network/],
  ['https://printer.local/', /local network/],
  ['https://metadata.google.internal/computeMetadata/v1/', /local network/],
  ['https://router/', /local network/],
  ['https://example.com:22/', /port 22/],
  ['https://example.com:25/', /port 25/],
  ['https://example.com:99999/', /not a URL/],
  [`https://example.com/${'x'.repeat(2_100)}`, /longer/],
];

describe('TargetGuard on URLs', () => {
  it.each(hostile)('refuses %s', (url, why) => {
    expect(() => strict.check(url)).toThrow(InvalidInput);
    expect(() => strict.check(url)).toThrow(why);
  });

  it.each([
    ['https://example.com/hook?token=x', 'example.com'],
    ['https://hooks.example.com:8443/a/b', 'hooks.example.com'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://8.8.8.8/', '8.8.8.8'],
    ['https://134744072/', '8.8.8.8'],
    ['https://[2606:4700:4700::1111]/', '[2606:4700:4700::1111]'],
  ])('takes %s', (url, host) => {
    expect(strict.check(url).hostname).toBe(host);
  });

  it.each([undefined, null, '', 5, {}])('refuses %j as a URL', (value) => {
    expect(() => strict.check(value)).toThrow(/^url: /);
  });

  it('does not repeat what may be a secret', () => {
    for (const url of [
      'http://example.com/?key=hush',
      'https://me:hush@example.com/',
      'https://10.0.0.1/hush',
      'x?hush',
    ]) {
      expect(() => strict.check(url)).toThrow(/^url: (?!.*hush)/);
    }
  });

  it('takes by name what the configuration allows, and only that', () => {
    const guard = new TargetGuard({ allow: ['localhost', '10.1.0.0/16', '[::1]', 'fd12::/16'], allowHttp: true });
    const good = ['http://localhost:99/', 'https://10.1.2.3/', 'https://[::1]/', 'https://[fd12::9]/'];
    for (const url of good) expect(guard.check(url).href).toBe(url);
    for (const url of ['http://127.0.0.1/', 'https://10.2.0.1/', 'https://[fd13::1]/', 'https://other.local/'])
      expect(() => guard.check(url)).toThrow(InvalidInput);
  });

  it.each(['10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', 'a b', 'host/path', 'host:80'])(
    'does not take %j for an allowed target',
    (entry) => expect(() => new TargetGuard({ allow: [entry], allowHttp: false })).toThrow(entry),
  );
});

describe('TargetGuard on addresses', () => {
  it('hands on what it checked', async () => {
    const found = await guardOf('93.184.216.34', '2606:2800::1').addressesOf('example.com');
    expect(found.map(({ address }) => address)).toEqual(['93.184.216.34', '2606:2800::1']);
  });

  it.each([
    ['127.0.0.1'],
    ['93.184.216.34', '10.0.0.1'],
    ['2606:2800::1', '::ffff:10.0.0.1'],
    ['::1'],
    ['fe80::1%lo'],
    ['2606:2800::1%lo'],
    [],
  ])('refuses a name that is %s %s', async (...addresses) => {
    await expect(guardOf(...addresses).addressesOf('example.com')).rejects.toThrow(TargetRefused);
  });

  it('asks anew for each connection, and answers with what it asked for: a name that turns private is refused', async () => {
    const answers = ['93.184.216.34', '127.0.0.1'];
    const guard = new TargetGuard({ allow: [], allowHttp: false }, async () => [
      { address: answers.shift()!, family: 4 },
    ]);
    const connect = () =>
      new Promise((resolve) => guard.lookup('rebind.example', {}, (error, address) => resolve(error ?? address)));
    expect(await connect()).toBe('93.184.216.34');
    expect(await connect()).toBeInstanceOf(TargetRefused);
    expect(answers).toEqual([]);
  });

  it('answers a connection that wants all addresses with all', async () => {
    const guard = guardOf('93.184.216.34', '2606:2800::1');
    const all = await new Promise((resolve) => guard.lookup('e.example', { all: true }, (_, found) => resolve(found)));
    expect(all).toHaveLength(2);
  });

  it('reaches a host that is allowed by name, and an address in an allowed network', async () => {
    const resolve = async () => [{ address: '10.1.2.3', family: 4 }];
    for (const allow of ['hooks.corp', '10.1.0.0/16'])
      expect(
        await new TargetGuard({ allow: [allow], allowHttp: false }, resolve).addressesOf('hooks.corp'),
      ).toHaveLength(1);
  });
});
