import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import twilio from 'twilio';

/**
 * What people write today: Express, twilio.webhook() before the handler, one durable insert, TwiML by the package. Its own process, since
 * both contenders are loaded from outside. DATA_FILE, TWILIO_AUTH_TOKEN and PORT come from the environment.
 */
const db = new DatabaseSync(process.env.DATA_FILE ?? '');
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec('CREATE TABLE IF NOT EXISTS texts (sid TEXT PRIMARY KEY, sender TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL)');
const insert = db.prepare('INSERT OR IGNORE INTO texts (sid, sender, body, at) VALUES (?, ?, ?, ?)');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.get('/healthz', (_request, response) => void response.send('ok'));
app.post('/twilio/sms', twilio.webhook(), (request, response) => {
  const { MessageSid, From, Body } = request.body;
  insert.run(MessageSid, From, Body, new Date().toISOString());
  const twiml = new twilio.twiml.MessagingResponse();
  twiml.message('We have your request and will text you. Reply STOP to end texts.');
  response.type('text/xml').send(twiml.toString());
});
app.listen(Number(process.env.PORT), '127.0.0.1');
