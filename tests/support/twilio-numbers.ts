import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const METHODS = ['GET', 'POST'];
/** Form fields that may be set, and the names under which a number shows them. */
const FIELDS: Readonly<Record<string, string>> = {
  VoiceUrl: 'voice_url',
  VoiceMethod: 'voice_method',
  VoiceFallbackUrl: 'voice_fallback_url',
  VoiceFallbackMethod: 'voice_fallback_method',
  StatusCallback: 'status_callback',
  StatusCallbackMethod: 'status_callback_method',
  SmsUrl: 'sms_url',
  SmsMethod: 'sms_method',
  SmsFallbackUrl: 'sms_fallback_url',
  SmsFallbackMethod: 'sms_fallback_method',
  VoiceApplicationSid: 'voice_application_sid',
  SmsApplicationSid: 'sms_application_sid',
};
/** What Twilio says of an address that it does not take, by the field. */
const BAD_URL: Readonly<Record<string, number>> = {
  VoiceUrl: 21502,
  VoiceFallbackUrl: 21503,
  SmsUrl: 21504,
  SmsFallbackUrl: 21505,
  StatusCallback: 21506,
};

type Resource = Record<string, unknown>;

/** Twilio's IncomingPhoneNumbers and Messaging Services over HTTP, as far as connecting a number needs them. */
export class TwilioNumbers {
  readonly account = `AC${'1'.repeat(32)}`;
  readonly token = 'the-token';
  readonly numbers: Resource[] = [];
  readonly services: { sid: string; friendly_name: string; use_inbound_webhook_on_number: boolean; holds: readonly string[] }[] = [];
  /** What came in, as "POST /path field=value&..." with fields in order of name. */
  readonly heard: string[] = [];
  /** Answers everything with this instead. */
  trouble: { readonly status: number; readonly code: number } | undefined;
  /** Takes an update and forgets these fields of it. */
  forgets: readonly string[] = [];
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** A number as it is when it was just bought. */
  buy(number: string, more: Resource = {}): Resource {
    const sid = `PN${String(this.numbers.length + 1).padStart(32, '0')}`;
    const bought = {
      sid,
      account_sid: this.account,
      api_version: '2010-04-01',
      phone_number: number,
      friendly_name: number,
      capabilities: { voice: true, sms: true, mms: true, fax: false },
      ...Object.fromEntries(Object.values(FIELDS).map(name => [name, name.endsWith('_method') ? 'POST' : ''])),
      voice_url: 'https://demo.twilio.com/welcome/voice/',
      voice_fallback_url: null,
      sms_application_sid: null,
      trunk_sid: null,
      status: 'in-use',
      uri: `/2010-04-01/Accounts/${this.account}/IncomingPhoneNumbers/${sid}.json`,
      ...more,
    };
    this.numbers.push(bought);
    return bought;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    form.sort();
    const url = new URL(request.url ?? '', 'http://x');
    this.heard.push(`${request.method} ${url.pathname}${form.size > 0 ? ` ${decodeURIComponent(form.toString())}` : ''}`);
    const [status, body] = this.#handle(request, url, form);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #handle(request: IncomingMessage, url: URL, form: URLSearchParams): readonly [number, Resource] {
    const basic = `Basic ${Buffer.from(`${this.account}:${this.token}`).toString('base64')}`;
    if (this.trouble) return refusal(this.trouble.status, this.trouble.code);
    if (request.headers.authorization !== basic) return refusal(401, 20003);
    const [, , , account = '', , one = ''] = url.pathname.split('/');
    if (url.pathname.startsWith('/v1/Services')) return this.#service(url.pathname);
    if (account !== this.account) return refusal(404, 20404);
    if (url.pathname.endsWith('/IncomingPhoneNumbers.json')) return this.#list(url);
    const found = this.numbers.find(({ sid }) => `${sid}.json` === one);
    if (found === undefined) return refusal(404, 20404);
    return request.method === 'POST' ? this.#update(found, form) : [200, found];
  }

  /** Twilio finds numbers that contain the digits asked for. */
  #list({ searchParams, pathname }: URL): readonly [number, Resource] {
    const asked = (searchParams.get('PhoneNumber') ?? '').replace(/\D/g, '');
    const found = this.numbers.filter(({ phone_number }) => String(phone_number).includes(asked));
    return [200, { incoming_phone_numbers: found, page: 0, page_size: 50, first_page_uri: pathname, next_page_uri: null, uri: pathname }];
  }

  #update(number: Resource, form: URLSearchParams): readonly [number, Resource] {
    for (const [field, value] of form) {
      const bad = BAD_URL[field];
      if (FIELDS[field] === undefined) return refusal(400, 20001);
      if (field.endsWith('Method') && !METHODS.includes(value)) return refusal(400, 21403);
      if (bad !== undefined && value !== '' && !/^https?:\/\/[^/_]+\//.test(value)) return refusal(400, bad);
    }
    for (const [field, value] of form) {
      const name = FIELDS[field] ?? '';
      if (!this.forgets.includes(field)) number[name] = name.endsWith('_sid') && value === '' ? null : value;
    }
    return [200, number];
  }

  #service(path: string): readonly [number, Resource] {
    const [, , , sid, phoneNumbers, number = ''] = path.split('/');
    if (sid === undefined) {
      const services = this.services.map(({ holds: _holds, ...service }) => ({ ...service, account_sid: this.account }));
      return [200, { services, meta: { key: 'services', page: 0, page_size: 50, next_page_url: null, url: path } }];
    }
    const service = this.services.find(one => one.sid === sid);
    const holds = phoneNumbers === 'PhoneNumbers' && service?.holds.includes(number) === true;
    return holds ? [200, { sid: number, service_sid: sid, account_sid: this.account }] : refusal(404, 20404);
  }
}

const refusal = (status: number, code: number): readonly [number, Resource] => [
  status,
  { status, code, message: `Refused as ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}` },
];
