import { afterEach, describe, expect, test, vi } from 'vitest';
import { routes } from '../../shared/shell/routes.ts';
import { GUARD_MS, voiceDoor } from '../../shared/shell/voice-door.ts';
import { Neighborhood, PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';

/** Then the carrier gives up and plays its own words. */
const CARRIER_MS = 15_000;

afterEach(() => void vi.useRealTimers());

describe('a database that is slow and does not fail', () => {
  test('lets the caller hear "one moment" before the carrier gives up, and the same step is asked for again', async () => {
    const hood = new Neighborhood();
    const store = Object.assign(Object.create(hood.store), { read: () => new Promise<never>(() => undefined) });
    const door = voiceDoor({ ...hood.runtime, store });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const params = { CallSid: `CA${'5'.repeat(32)}`, From: '+15550100001', To: hood.community.number, CallStatus: 'ringing' };
    const heard = vi.fn<(body: string | undefined) => void>();
    void door(signedEvent({ publicUrl: PUBLIC_URL, path: routes.voice, token: TOKEN, params })).then(({ body }) => heard(body));
    await vi.advanceTimersByTimeAsync(GUARD_MS - 1);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(heard.mock.calls[0]?.[0]).toMatch(/One moment.*<Redirect[^>]*>[^<]*n=0[^<]*tries=1/);
  });

  test('and the guard around all of it too ends before that', () => expect(GUARD_MS).toBeLessThan(CARRIER_MS - 1_000));
});
