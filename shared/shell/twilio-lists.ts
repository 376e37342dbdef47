import type { ListedCall, ListedText, Page, Window } from '../domain/account-list.ts';
import { callSid } from '../domain/call.ts';
import { epochMs, instant, messageSid } from '../domain/ids.ts';
import type { Carrier } from './runtime.ts';
import type { TwilioClient } from './twilio-client.ts';

const PAGE_SIZE = 100;

const dates = ({ from, to }: Window): { readonly after: Date; readonly before: Date } => ({
  after: new Date(epochMs(from)),
  before: new Date(epochMs(to)),
});

/** Twilio filters by whole seconds, both ends included; what lies on the end belongs to the next window alone. */
const within = (at: Date | null | undefined, { from, to }: Window): boolean => {
  const ms = at?.getTime() ?? Number.NaN;
  return ms >= Math.floor(epochMs(from) / 1_000) * 1_000 && ms < Math.floor(epochMs(to) / 1_000) * 1_000;
};

interface Paged<T> {
  readonly instances: readonly T[];
  readonly nextPageUrl?: string | undefined;
}
const paged = <T, L>({ nextPageUrl }: Paged<T>, listed: readonly L[]): Page<L> => ({
  listed,
  ...(nextPageUrl ? { next: nextPageUrl } : {}),
});

/** The account's own lists: https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/voice/api/call-resource */
export const listsOf = (client: () => Promise<TwilioClient>): Pick<Carrier, 'listTexts' | 'listCalls'> => ({
  listTexts: async (window, page) => {
    const { messages } = await client();
    const { after, before } = dates(window);
    const found = await (page === undefined
      ? messages.page({ dateSentAfter: after, dateSentBefore: before, pageSize: PAGE_SIZE })
      : messages.getPage(page));
    const listed = found.instances
      .filter(({ dateSent }) => within(dateSent, window))
      .map(
        ({ sid, direction, from, to, body, numMedia, numSegments, status, dateSent }): ListedText => ({
          sid: messageSid(sid),
          way: direction === 'inbound' ? 'in' : 'out',
          from,
          to,
          body: body ?? '',
          media: Number(numMedia) || 0,
          segments: Number(numSegments) || 1,
          status,
          at: instant(dateSent.getTime()),
        }),
      );
    return paged(found, listed);
  },
  listCalls: async (window, page) => {
    const { calls } = await client();
    const { after, before } = dates(window);
    const found = await (page === undefined
      ? calls.page({ endTimeAfter: after, endTimeBefore: before, pageSize: PAGE_SIZE })
      : calls.getPage(page));
    const listed = found.instances.flatMap(({ sid, direction, from, to, duration, status, startTime, endTime }): readonly ListedCall[] => {
      const id = callSid(sid);
      if (id === undefined || !within(endTime, window)) return [];
      const at = instant((startTime ?? endTime).getTime());
      return [{ sid: id, way: direction === 'inbound' ? 'in' : 'out', from, to, seconds: Number(duration) || 0, status, at }];
    });
    return paged(found, listed);
  },
});
