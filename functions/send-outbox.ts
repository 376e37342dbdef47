import { lambdaSender } from '../shared/shell/lambda-work.ts';

/** The table's stream brings what was just written: texts to send, cases whose next step is due. */
export const handler = lambdaSender();
