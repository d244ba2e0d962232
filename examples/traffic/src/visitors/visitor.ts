import type { Faker } from '@faker-js/faker'
import { type Device, devices, type Origin, origins, type Place, places, robots } from './world.ts'

/** Who comes. */
export interface Visitor {
  readonly anonymousId: string
  /** For those who have an account. */
  readonly userId: string | undefined
  readonly plan: string
  readonly device: Device
  readonly place: Place
  readonly origin: Origin
  readonly isRobot: boolean
  /** How likely it is that they do the next thing, from 0 to 1. */
  readonly interest: number
}

const robotShare = 0.04
const accountShare = 0.2

/** The same visitors for the same seed, so that somebody comes again in the next run. */
export function makeVisitor(faker: Faker): Visitor {
  const isRobot = faker.datatype.boolean(robotShare)
  const hasAccount = faker.datatype.boolean(accountShare)
  const account = faker.string.alphanumeric({ length: 8, casing: 'lower' })
  return {
    anonymousId: faker.string.uuid(),
    userId: hasAccount && !isRobot ? `u_${account}` : undefined,
    plan: faker.helpers.arrayElement(['basic', 'basic', 'friend']),
    device: faker.helpers.weightedArrayElement(isRobot ? robots : devices),
    place: faker.helpers.weightedArrayElement(places),
    origin: faker.helpers.weightedArrayElement(origins),
    isRobot,
    interest: isRobot ? 0.5 : faker.number.float({ min: 0.35, max: 0.95 }),
  }
}
