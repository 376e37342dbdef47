import { lambdaTick } from '../shared/shell/lambda-work.ts';

/** Once a minute: whatever fell due. */
export const handler = lambdaTick();
