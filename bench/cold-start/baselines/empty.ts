import type { WebDoor } from '../../../shared/shell/door.ts';

/** Nothing imported, nothing done: what a bundle costs by being one. */
export const handler: WebDoor = async () => ({ statusCode: 204 });
