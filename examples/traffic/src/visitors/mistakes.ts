import type { Faker } from '@faker-js/faker'
import { invalidExamples } from '@weir/schema/corpus'
import { validateEvent } from '@weir/schema/validate'

/** What is wrong with an infinity is gone once it is JSON. */
const wrong: readonly unknown[] = invalidExamples
  .map(({ event }) => JSON.parse(JSON.stringify(event)) as unknown)
  .filter((event) => !validateEvent(event).ok)

/** An event as nobody should send it, and as somebody does; the gateway keeps it with the reason. */
export const makeMistake = (faker: Faker): unknown => faker.helpers.arrayElement(wrong)
