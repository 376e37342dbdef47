import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { WebEvent, WebResult } from '../../shared/shell/door.ts';
import type { Store } from '../../shared/table/store.ts';

interface Bare {
  readonly store: Store;
  readonly token: string;
  readonly publicUrl: string;
  readonly write: (line: string) => void;
}

/**
 * The least that any handler of an inbound text does: signature and TwiML with the twilio package, one row read, one row written, one log
 * line. It understands nothing, offers nothing, and says the same to everybody.
 */
export const bareHandler =
  ({ store, token, publicUrl, write }: Bare) =>
  async (event: WebEvent): Promise<WebResult> => {
    const raw = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
    const params = Object.fromEntries(new URLSearchParams(raw));
    const signature = event.headers['x-twilio-signature'] ?? '';
    if (!webhooks.validateRequest(token, signature, `${publicUrl}${event.rawPath ?? ''}`, params)) return { statusCode: 403 };
    const { From = '', Body = '', MessageSid = '' } = params;
    const key = { pk: `N#${From}`, sk: '#number' };
    const { got } = await store.read({ get: [key] });
    const data = { number: From, body: Body, sid: MessageSid };
    await store.commit([{ op: 'put', row: { ...key, kind: 'number', data }, expect: got[0]?.v ?? 'absent' }], MessageSid);
    write(JSON.stringify({ at: new Date().toISOString(), level: 'info', event: 'sms', sid: MessageSid }));
    const twiml = new MessagingResponse();
    twiml.message('We have your request and will text you. Reply STOP to end texts.');
    return { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: twiml.toString() };
  };
