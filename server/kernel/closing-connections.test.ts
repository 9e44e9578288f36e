import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { endConnections } from './closing-connections.ts';

async function openServer() {
  const app = Fastify();
  app.addHook('preClose', async () => endConnections(app.server));
  let isAsked = () => {};
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  app.get('/slow', async () => {
    isAsked();
    await answered;
    return 'done';
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(address).port);
  return { app, port, asked, answer };
}

async function dial(port: number) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const gone = once(socket, 'close');
  return { socket, gone, said: () => said };
}

test('a connection that never asked for anything does not hold back the end', async () => {
  const { app, port } = await openServer();
  const reserve = await dial(port);
  // Until the server has it too.
  await fetch(`http://127.0.0.1:${port}/nothing`);
  await app.close();
  await reserve.gone;
  expect(reserve.said()).toBe('');
});

test('a request in progress gets its answer before its connection ends', async () => {
  const { app, port, asked, answer } = await openServer();
  const client = await dial(port);
  client.socket.write('GET /slow HTTP/1.1\r\nhost: house\r\n\r\n');
  await asked;
  const closed = app.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  answer();
  await closed;
  await client.gone;
  expect(client.said()).toMatch(/200 OK[\s\S]*done$/);
});
