import { lambdaDoor } from '../shared/shell/lambda.ts';
import { outDoor } from '../shared/shell/out-door.ts';
import { callAnswerOf } from '../shared/shell/voice-door.ts';

/** A call of ours was answered, and every later step of it. */
export const handler = lambdaDoor(outDoor, callAnswerOf);
