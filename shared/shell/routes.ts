/** Every path at which the line answers, written once: the doors, the server, the CDK app and the addresses handed to Twilio all read it here. */
export const routes = {
  sms: '/twilio/sms',
  voice: '/twilio/voice',
  status: '/twilio/status',
  health: '/healthz',
  simulator: '/',
  simulatorClock: '/simulator/clock',
} as const;
