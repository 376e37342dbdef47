import { documents } from './document.ts';
import { type Next, Over, Redirected, type Run } from './fiber.ts';
import type { Company, Leg, Scene } from './leg.ts';
import type { CallStatus } from './model.ts';
import { ring } from './ring.ts';

/** Runs a call's program to its end, wherever it is sent on the way; answers how the call ended. */
export function* life(scene: Scene, program: () => Run<void>): Run<CallStatus> {
  for (let work = program; ; ) {
    try {
      yield* work();
      return 'completed';
    } catch (error) {
      if (error instanceof Over) return error.status;
      if (!(error instanceof Redirected)) throw error;
      const { to } = error;
      work = () => documents(scene, to);
    }
  }
}

export const sceneOf = (company: Company, leg: Leg, base: string): Scene => ({ company, leg, place: 'call', base, follow: documents });

/** A phone calls the line: nobody has picked up until the line's first verb does. */
export const inbound = (scene: Scene): Run<void> => documents(scene, { url: scene.base, form: {} });

/** The line calls a phone: what it has to say is asked for when somebody picks up. */
export function* outbound(scene: Scene, first: Next, timeoutMs: number): Run<void> {
  yield* ring(scene, timeoutMs);
  yield* documents(scene, first);
}
