import { lambdaDoor } from '../shared/shell/lambda.ts';
import { statusDoor } from '../shared/shell/status-door.ts';

/** The carrier tells what became of a text. Also answers /healthz. */
export const handler = lambdaDoor(statusDoor);
