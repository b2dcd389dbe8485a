/** Where an adapter says what an operator should know. No secret is ever passed to it. */
export type Notice = (level: 'warn' | 'error', message: string) => void;
