import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { routes } from '../shared/shell/routes.ts';
import type { Bundle, DoorName } from '../tools/bundle.ts';
import { Alarms } from './alarms.ts';
import { DoorFunction } from './door-function.ts';
import { EncryptionKey } from './encryption-key.ts';
import { LetterBox } from './letter-box.ts';
import { OutboxStream } from './outbox-stream.ts';
import { TwilioSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { LineTable } from './table.ts';
import { TickSchedule } from './tick-schedule.ts';
import { Web } from './web.ts';

export interface PorchlightProps extends StackProps {
  readonly settings: Settings;
  readonly bundles: Readonly<Record<DoorName, Bundle>>;
  /** The folder on the web with what answers while the line does not; undefined where it is not on AWS. */
  readonly fallbackUrl?: string;
  /** The folder on the web with what people recorded; undefined where every language has a voice. */
  readonly audioUrl?: string;
}

/**
 * The whole line on AWS. Twilio -> Web -> the web doors -> the table -> its stream -> send-outbox -> Twilio; and every minute the tick.
 */
export class PorchlightStack extends Stack {
  private readonly secrets: TwilioSecrets;
  private readonly line: LineTable;
  private readonly key: EncryptionKey;
  private readonly web: Web;
  private readonly settings: Settings;
  private readonly bundles: PorchlightProps['bundles'];
  private readonly elsewhere: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { settings, bundles, fallbackUrl, audioUrl, ...props }: PorchlightProps) {
    super(scope, id, props);
    this.settings = settings;
    this.bundles = bundles;
    this.elsewhere = { ...(fallbackUrl && { FALLBACK_URL: fallbackUrl }), ...(audioUrl && { AUDIO_URL: audioUrl }) };
    this.key = new EncryptionKey(this, 'EncryptionKey');
    this.line = new LineTable(this, 'LineTable', { tableName: settings.tableName, key: this.key.key });
    this.secrets = new TwilioSecrets(this, 'TwilioSecrets', settings.parameters);
    this.web = new Web(this, 'Web', this.key.key);

    const web = this.webDoors();
    const { sender, tick } = this.workers();
    const calendar = this.calendar();
    this.route(web);
    const letterBox = new LetterBox(this, 'LetterBox');
    new OutboxStream(this, 'OutboxStream', { sender, streamArn: this.line.streamArn, letterBox });
    new TickSchedule(this, 'TickSchedule', { tick, letterBox });
    const doors = [...Object.values(web), calendar, sender, tick];
    const alarms = new Alarms(this, 'Alarms', {
      key: this.key.key,
      email: settings.alarmEmail,
      doors,
      sender,
      tick,
      letterBox,
      web: this.web,
    });
    this.outputs(alarms);
  }

  private get publicUrl(): string {
    return this.settings.publicUrl ?? this.web.address;
  }

  /** Answer within Twilio's 15 seconds; may read the token that signs, not what texts are sent with. */
  private webDoors() {
    const shape = { memoryMb: 1024, timeoutSeconds: 13, secret: this.secrets.webhookTokens };
    const sms = this.door('sms-inbound', { ...shape, description: 'Answers a text', access: this.line.access({ lists: true }) });
    const access = this.line.access({ lists: true });
    const voice = this.door('voice-inbound', { ...shape, description: 'Answers a call and each of its steps', access });
    const outgoing = this.door('voice-outgoing', { ...shape, description: 'Speaks on calls that the line makes', access });
    const reports = this.door('voice-reports', { ...shape, description: 'Notes what became of calls and recordings', access });
    const status = this.door('message-status', { ...shape, description: 'Notes what became of a text', access: this.line.access({}) });
    return { sms, voice, outgoing, reports, status };
  }

  /** Volunteers' shifts for calendar programs, which bring no signature: it may get rows by their keys, and has no secret of Twilio's. */
  private calendar(): DoorFunction {
    const calendar = new DoorFunction(this, 'calendar', {
      door: 'calendar',
      description: 'Shows volunteers their shifts in their calendars',
      memoryMb: 512,
      timeoutSeconds: 10,
      bundleDir: this.bundles.calendar.dir,
      logKey: this.key.key,
      access: this.line.getAccess(),
      environment: { TABLE_NAME: this.line.table.tableName },
    });
    this.web.route(HttpMethod.GET, `${routes.calendar}/{file}`, calendar.fn);
    return calendar;
  }

  /** Work in the background; may read what texts are sent with. A minute is enough, and what is left over stays due. */
  private workers() {
    const shape = { memoryMb: 512, timeoutSeconds: 55, secret: this.secrets.sendKey };
    const access = this.line.access({ due: true, lists: true });
    const reserved = (many: number) => (this.settings.reserveConcurrency ? many : undefined);
    const sender = this.door('send-outbox', {
      ...shape,
      description: 'Sends what was written into the outbox',
      access: [...access, this.line.streamAccess()],
      // One for each shard of the stream (a table on demand has about four), set aside so that a flood of webhooks cannot starve it.
      reserved: reserved(5),
    });
    // Two ticks at once would do each other's work.
    const tick = this.door('tick', { ...shape, description: 'Does what fell due', access, reserved: reserved(1) });
    return { sender, tick };
  }

  private door(name: DoorName, props: DoorShape): DoorFunction {
    const { secret, access, ...shape } = props;
    return new DoorFunction(this, name, {
      ...shape,
      door: name,
      bundleDir: this.bundles[name].dir,
      logKey: this.key.key,
      access: [...access, this.secrets.access(secret)],
      environment: {
        TABLE_NAME: this.line.table.tableName,
        PUBLIC_URL: this.publicUrl,
        TWILIO_ACCOUNT_SID: this.secrets.accountSid,
        TWILIO_SECRET_PARAMETER: secret,
        ...this.elsewhere,
      },
    });
  }

  private route({
    sms,
    voice,
    outgoing,
    reports,
    status,
  }: Readonly<Record<'sms' | 'voice' | 'outgoing' | 'reports' | 'status', DoorFunction>>): void {
    this.web.route(HttpMethod.POST, routes.sms, sms.fn);
    this.web.route(HttpMethod.POST, routes.voice, voice.fn);
    this.web.route(HttpMethod.POST, routes.voiceStep, voice.fn);
    this.web.route(HttpMethod.POST, routes.voiceOut, outgoing.fn);
    this.web.route(HttpMethod.POST, routes.voiceStatus, reports.fn);
    this.web.route(HttpMethod.POST, routes.voiceRecording, reports.fn);
    this.web.route(HttpMethod.POST, routes.status, status.fn);
    this.web.route(HttpMethod.GET, routes.health, status.fn);
  }

  private outputs(alarms: Alarms): void {
    const output = (id: string, value: string, description: string): CfnOutput => new CfnOutput(this, id, { value, description });
    output('SmsWebhook', `${this.publicUrl}${routes.sms}`, 'At Twilio, on the number: "A message comes in", HTTP POST');
    output('VoiceWebhook', `${this.publicUrl}${routes.voice}`, 'At Twilio, on the number: "A call comes in", HTTP POST');
    output('StatusWebhook', `${this.publicUrl}${routes.status}`, 'The line names it with every text it sends; nothing to set at Twilio');
    output('Health', `${this.publicUrl}${routes.health}`, 'Answers 200 when the line is ready');
    output('TableName', this.line.table.tableName, 'For the command line: DATABASE=dynamodb TABLE_NAME=...');
    output('AlarmTopic', alarms.topic.topicArn, 'Where alarms are told; further people can subscribe');
  }
}

interface DoorShape {
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The name of the one secret it may read. */
  readonly secret: string;
  readonly access: readonly PolicyStatement[];
  readonly reserved?: number | undefined;
}
