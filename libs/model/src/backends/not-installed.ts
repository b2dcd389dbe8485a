/** A backend that nobody has put here: no failure where it was not asked for. */
export class NotInstalled extends Error {}
