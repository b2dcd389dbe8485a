import { expect, it } from 'vitest';
import { newDelivery, sentAgain } from './delivery.js';
import { DeliveryStore } from './delivery-store.js';
import { MemoryDocuments } from './testing/memory-documents.js';

const data = { project: 'pets', endpointId: 'ep_1', says: 'x' };
const made = () => newDelivery({ type: 'test', project: 'pets', cause: 'x', atMs: 5, data }, 'ep_1', 3, 5);

it('keeps the mark of a delivery that is sent again while its end is being recorded', async () => {
  const documents = new MemoryDocuments();
  const store = new DeliveryStore(documents);
  const delivery = made();
  await store.create(delivery);
  const done = { ...delivery, state: 'delivered' as const };
  const remove = documents.deleteDocument.bind(documents);
  documents.deleteDocument = async (name) => {
    documents.deleteDocument = remove;
    await store.replace(done, sentAgain(done, 6));
    await remove(name);
  };
  await store.replace(delivery, done);
  expect(await store.due()).toEqual([{ lane: 3, project: 'pets', endpointId: 'ep_1', id: delivery.id }]);
});

it('leaves nothing of a delivery that is removed', async () => {
  const documents = new MemoryDocuments();
  const store = new DeliveryStore(documents);
  await store.create(made());
  await store.removeMany('pets', 'ep_1', await store.ids('pets', 'ep_1'));
  expect([...documents.all.keys()]).toEqual([]);
});
