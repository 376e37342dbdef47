import { isRefusal } from '../parse/refusal.ts';
import { parseSms } from '../parse/sms.ts';
import { renderSms } from '../reply/twiml.ts';
import { wordingOf } from '../reply/wording.ts';
import { settleText } from '../table/settle.ts';
import type { WebDoor } from './door.ts';
import type { Runtime } from './runtime.ts';
import { webhook } from './webhook.ts';

/** What a door that decides needs; the REST client is not among it. */
export type DeskRuntime = Pick<Runtime, 'store' | 'community' | 'book' | 'config' | 'log' | 'now'>;

/** What is said when we could not do our work, in the line's own languages, with the number to call in an emergency. */
export const apologyOf = ({ book, community }: Pick<Runtime, 'book' | 'community'>): string =>
  community.languages
    .map(language => wordingOf(book, [{ kind: 'line', line: 'apology', fill: { call: community.emergency.call } }], language, 'sms').text)
    .join(' ');

/** The door for texts. `after` is told when a commit left something to be done at once. */
export const smsDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor =>
  webhook(
    runtime,
    async pairs => {
      const sms = parseSms(pairs);
      if (isRefusal(sms)) {
        runtime.log.warn('sms.unreadable', { what: sms.what, where: sms.where });
        return renderSms(null);
      }
      if (sms.from === null || sms.from === runtime.community.number) {
        runtime.log.info('sms.unanswerable', { sid: sms.sid });
        return renderSms(null);
      }
      const settled = await settleText(runtime, sms.sid, { ...sms, from: sms.from });
      if (settled.more) after();
      return renderSms(settled.reply);
    },
    { sorry: renderSms(apologyOf(runtime)) },
  );
