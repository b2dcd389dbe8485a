import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { InvalidInput } from '#labels';
import { specialUse } from './address-rules.js';
import { AllowedTargets } from './allowed-targets.js';

export interface TargetRules {
  /** Hosts and networks (`address/prefix`) that may be reached whatever they are. */
  allow: readonly string[];
  allowHttp: boolean;
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** The target of a delivery must not be connected to. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

const MAX_URL_LENGTH = 2_048;
const FIRST_FREE_PORT = 1_024;
const webPorts = [80, 443];
/** Names that mean something else inside than outside. */
const localNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * Where deliveries may go: public hosts, over https. Whoever may register an endpoint could otherwise reach what only
 * this machine can (CWE-918). An address in the URL is checked with it; a name when it is resolved, which `lookup` does
 * once for the connection itself: what was checked is what is connected to, whatever the name says a moment later.
 */
export class TargetGuard {
  private readonly allowed: AllowedTargets;

  constructor(
    private readonly rules: TargetRules,
    private readonly resolve: Resolve = resolveByName,
  ) {
    this.allowed = new AllowedTargets(rules.allow);
  }

  /** @throws InvalidInput naming `url` and what is wrong with it */
  check(text: unknown): URL {
    const url = parse(text);
    const refuse = (says: string) => new InvalidInput('url', shown(text as string), says);
    const says = this.wrongScheme(url) ?? wrongForm(url);
    if (says) throw refuse(says);
    if (this.allowed.hasHost(url.hostname)) return url;
    const wrong = wrongPort(url) ?? this.wrongHost(url.hostname);
    if (wrong) throw refuse(`${wrong}; QUALM_WEBHOOK_ALLOW can allow it by name`);
    return url;
  }

  /** The checked addresses of a host. One bad address refuses all. @throws TargetRefused */
  async addressesOf(hostname: string): Promise<LookupAddress[]> {
    const found = await this.resolve(hostname);
    if (found.length === 0) throw new TargetRefused(`${hostname} has no address`);
    if (this.allowed.hasHost(hostname)) return found;
    for (const { address } of found) {
      const what = this.isRefused(address);
      if (what) throw new TargetRefused(`${hostname} is ${address}, which is ${what}`);
    }
    return found;
  }

  /** For a connection: it goes to what this answers. Not called by Node for a host that is an address. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.addressesOf(hostname).then(
      (found) => {
        const { address, family } = found[0]!;
        if (options.all) callback(null, found);
        else callback(null, address, family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, []),
    );
  };

  private wrongScheme({ protocol }: URL): string | undefined {
    if (protocol === 'https:' || (protocol === 'http:' && this.rules.allowHttp)) return undefined;
    return protocol === 'http:' ? 'is not https://; QUALM_WEBHOOK_ALLOW_HTTP allows http://' : 'is not https://';
  }

  private wrongHost(hostname: string): string | undefined {
    const address = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(address)) {
      const what = this.isRefused(address);
      return what && `names ${address}, which is ${what}`;
    }
    if (localNames.test(hostname) || !hostname.includes('.')) return 'names a host of a local network';
    return undefined;
  }

  private isRefused(address: string): string | undefined {
    return this.allowed.hasAddress(address) ? undefined : specialUse(address);
  }
}

function parse(text: unknown): URL {
  if (text === undefined || text === null || text === '') throw new InvalidInput('url', undefined, 'is missing');
  if (typeof text !== 'string') throw new InvalidInput('url', text, 'is not a string');
  if (text.length > MAX_URL_LENGTH) throw new InvalidInput('url', undefined, `is longer than ${MAX_URL_LENGTH}`);
  // The URL parser drops or mends these in silence.
  if (/[\s\\\p{Cc}]/u.test(text)) throw new InvalidInput('url', shown(text), 'has a space, a control or a backslash');
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
    throw new InvalidInput('url', shown(text), 'is not a URL with a host');
  }
  return new URL(text);
}

function wrongForm(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'has a user or password in it';
  if (url.hash !== '') return 'has a fragment, which is never sent';
  if (url.hostname.endsWith('.')) return 'has a host that ends with a dot';
  return undefined;
}

/** Below 1024 other services than the web listen, and a POST can be made to speak to some of them. */
function wrongPort({ port }: URL): string | undefined {
  const number = Number(port);
  if (port === '' || webPorts.includes(number) || number >= FIRST_FREE_PORT) return undefined;
  return `has port ${port}, where no web server listens`;
}

/** What stands behind the host, or before an @, may be a key: it is not repeated. */
function shown(text: string): string | undefined {
  if (text.includes('@')) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(text)?.[0] ?? text.split('?', 1)[0];
}

function resolveByName(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });
}
