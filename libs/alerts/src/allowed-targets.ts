import { BlockList, isIP } from 'node:net';

/** What the configuration allows by name: hosts, and networks as `address/prefix`. */
export class AllowedTargets {
  private readonly hosts = new Set<string>();
  private readonly networks = { 4: new BlockList(), 6: new BlockList() };

  /** @throws Error naming the entry that is neither a host nor a network */
  constructor(entries: readonly string[]) {
    for (const entry of entries) this.add(entry);
  }

  /** @param hostname as a URL has it: lower case, an IPv6 address in brackets */
  hasHost(hostname: string): boolean {
    return this.hosts.has(hostname);
  }

  hasAddress(address: string): boolean {
    const family = isIP(address);
    if (family === 4) return this.networks[4].check(address, 'ipv4');
    return family === 6 && this.networks[6].check(address, 'ipv6');
  }

  private add(entry: string): void {
    const [network = '', prefix, ...rest] = entry.split('/');
    const family = isIP(network);
    if (family === 0) return this.addHost(entry);
    const most = family === 4 ? 32 : 128;
    const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
    if (!(bits <= most) || rest.length > 0)
      throw new Error(`QUALM_WEBHOOK_ALLOW: ${JSON.stringify(entry)} is not a network address/prefix`);
    this.networks[family as 4 | 6].addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6');
  }

  private addHost(entry: string): void {
    const host = entry.toLowerCase();
    const url = URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : undefined;
    if (url?.hostname !== host || url.pathname !== '/')
      throw new Error(`QUALM_WEBHOOK_ALLOW: ${JSON.stringify(entry)} is not a host name`);
    this.hosts.add(host);
  }
}
