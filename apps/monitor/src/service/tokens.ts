export const SERVICE = Symbol('SERVICE');
export const SETTINGS = Symbol('SETTINGS');
