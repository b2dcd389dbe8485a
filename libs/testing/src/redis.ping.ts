import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const answerTimeoutMs = 2_000;

/** Whether a Redis answers on this port of the loopback address: ready, or ready and asking for a password. */
export function answersPing(port: number, tls: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const at = { host: '127.0.0.1', port };
    const socket = tls ? connectTls({ ...at, rejectUnauthorized: false }) : connect(at);
    const end = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(answerTimeoutMs, () => end(false));
    socket.once('error', () => end(false));
    socket.once('data', (reply: Buffer) => end(/^(\+PONG|-NOAUTH)/.test(reply.toString())));
    socket.write('PING\r\n');
  });
}
