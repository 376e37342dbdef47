import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, the longest first: begun last, one of these would keep a single worker busy when all the others are done. */
const LONG = [
  'tests/conversations-dynamodb.test.ts',
  'tests/world/world.test.ts',
  'tests/world/sweep.test.ts',
  'tests/world/broken.test.ts',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const nth = LONG.findIndex(name => moduleId.endsWith(name));
  return nth < 0 ? LONG.length : nth;
};

/** The order of test files: also in a fresh checkout, where no times are known yet and big files would come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
