import type { Node } from 'constructs';

/** What a group may set, by `-c name=value` or under "context" in cdk.json. Everything has a default. */
export interface Settings {
  /** Unset: CloudFormation makes one up, so that a second try after a failed deploy never meets the table of the first. */
  readonly tableName: string | undefined;
  /** The address Twilio signs, where a domain of one's own stands before the API. Unset: the API's own address. */
  readonly publicUrl: string | undefined;
  /** Under which path of Parameter Store the Twilio secrets lie. */
  readonly parameters: string;
  /** Who is told by e-mail when an alarm goes off. */
  readonly alarmEmail: string | undefined;
  /** Whether sender and tick have Lambda capacity set aside. A new account may be too small for it (docs/DEPLOY.md says how to ask for more). */
  readonly reserveConcurrency: boolean;
  /** Where the fallback lies; never the region of the line. Undefined: it is not on AWS at all. */
  readonly fallbackRegion: string | undefined;
}

/** Reads the settings; refuses a misspelt value with a sentence, before anything is built. */
export const readSettings = (node: Node, lineRegion = process.env.CDK_DEFAULT_REGION): Settings => {
  const publicUrl = text(node, 'publicUrl')?.replace(/\/+$/, '');
  if (publicUrl !== undefined && !/^https:\/\/[^/?#\s]+/.test(publicUrl))
    refuse('publicUrl', publicUrl, 'an address that begins with https://');
  const parameters = text(node, 'parameters') ?? '/porchlight';
  if (!/^\/[\w./-]*[\w.-]$/.test(parameters)) refuse('parameters', parameters, 'a path such as /porchlight');
  const alarmEmail = text(node, 'alarmEmail');
  if (alarmEmail !== undefined && !/^\S+@\S+\.\S+$/.test(alarmEmail)) refuse('alarmEmail', alarmEmail, 'an e-mail address');
  const reserve = String(node.tryGetContext('reserveConcurrency') ?? 'true');
  if (reserve !== 'true' && reserve !== 'false') refuse('reserveConcurrency', reserve, 'true or false');
  const fallbackRegion = fallbackRegionOf(text(node, 'fallbackRegion'), lineRegion);
  return { tableName: text(node, 'tableName'), publicUrl, parameters, alarmEmail, reserveConcurrency: reserve === 'true', fallbackRegion };
};

/** What the line's region may take down with it is not a fallback. */
const fallbackRegionOf = (wanted: string | undefined, lineRegion: string | undefined): string | undefined => {
  if (wanted === 'none') return undefined;
  if (wanted === undefined) return lineRegion === 'us-west-2' ? 'us-east-2' : 'us-west-2';
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(wanted)) refuse('fallbackRegion', wanted, 'a region of AWS, such as us-west-2, or none');
  if (wanted === lineRegion) refuse('fallbackRegion', wanted, "another region than the line's own, or none");
  return wanted;
};

const text = (node: Node, name: string): string | undefined => {
  const value: unknown = node.tryGetContext(name);
  return value === undefined || value === '' ? undefined : String(value);
};

const refuse = (name: string, value: string, wanted: string): never => {
  throw new Error(`The setting ${name} is "${value}"; it must be ${wanted}.`);
};
