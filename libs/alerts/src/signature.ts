import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const SECRET_BYTES = 32;

/** A key for HMAC-SHA256, written as Standard Webhooks has it: `whsec_` and base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/**
 * What a delivery carries beside its body. Receivers verify `webhook-signature`: over `id.timestamp.body`, one signature
 * per live secret, so that both ends of a rotation can verify.
 */
export function signedHeaders(secrets: readonly string[], id: string, atMs: number, body: string) {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(atMs), body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1_000)),
    'webhook-signature': signatures.join(' '),
  };
}
