import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, type HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { LOG_GROUPS } from './encryption-key.ts';

/** Twilio gives a webhook 15 seconds; the API gives up before, so that Twilio hears an answer. */
const INTEGRATION_TIMEOUT_S = 14;
/** A text is one request and about three delivery reports; a neighborhood's line sees a few a second at its worst. */
const REQUESTS_PER_SECOND = 50;
const REQUESTS_AT_ONCE = 100;

/** What is logged of a request: enough to see that something is wrong, and nothing about a person (no address, no agent, no query). */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  functionMs: '$context.integrationLatency',
  functionError: '$context.integrationErrorMessage',
  bytes: '$context.responseLength',
};

/**
 * The address Twilio talks to: an HTTP API with the default stage, so no stage stands in the path that Twilio signs.
 *
 * Function URLs would cost nothing and save a hop, but each function has an address of its own (the line has one PUBLIC_URL for texts,
 * calls and reports), nothing limits how often they are called, and they keep no access log. An HTTP API gives these for $1 a million
 * requests; a REST API would cost three times that and puts the stage into the path.
 *
 * The API itself refers to no function: routes and integrations do, and are resources of their own. So a function may be told the API's
 * address in its environment without a circle.
 */
export class Web extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, logKey: IKey) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'Porchlight: webhooks from Twilio',
      createDefaultStage: false,
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `${LOG_GROUPS}${Stack.of(this).stackName}/access`,
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: REQUESTS_AT_ONCE },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)) },
    });
  }

  /** https://<id>.execute-api.<region>.amazonaws.com, without a slash or stage at its end. */
  get address(): string {
    return this.api.apiEndpoint;
  }

  /** Sends requests of this method and path to the function. */
  route(method: HttpMethod, path: string, fn: IFunction): void {
    const name = path.split('/').filter(Boolean).join('-');
    const integration = new HttpLambdaIntegration(name, fn, { timeout: Duration.seconds(INTEGRATION_TIMEOUT_S) });
    this.api.addRoutes({ path, methods: [method], integration });
  }
}
