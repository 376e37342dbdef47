import { lambdaDoor } from '../shared/shell/lambda.ts';
import { callReportsDoor } from '../shared/shell/recording-door.ts';

/** What became of calls and of what was recorded on them; nobody waits for these. */
export const handler = lambdaDoor(callReportsDoor);
