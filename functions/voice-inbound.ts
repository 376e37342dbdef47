import { lambdaDoor } from '../shared/shell/lambda.ts';
import { callAnswerOf, voiceDoor } from '../shared/shell/voice-door.ts';

/** A call came in. */
export const handler = lambdaDoor(voiceDoor, callAnswerOf);
