import { lambdaDoor } from '../shared/shell/lambda.ts';
import { callAnswerOf, voiceDoor } from '../shared/shell/voice-door.ts';

/** A call came in, and every later step of it: one function, so that the first key finds it warm. */
export const handler = lambdaDoor(voiceDoor, callAnswerOf);
