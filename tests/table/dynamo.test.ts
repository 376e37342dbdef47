import { freshDynamo } from '../support/stores.ts';
import { contract } from './contract.ts';

contract('DynamoDB', clock => freshDynamo(clock), 15);
