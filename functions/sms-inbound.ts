import { renderSms } from '../shared/reply/twiml.ts';
import { lambdaDoor } from '../shared/shell/lambda.ts';
import { apologyOf, smsDoor } from '../shared/shell/sms-door.ts';

/** A text came in. What it leaves to do is written into the table; the table's stream wakes send-outbox. */
export const handler = lambdaDoor(smsDoor, world => renderSms(apologyOf(world)));
