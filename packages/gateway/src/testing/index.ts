export {
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from './start-test-gateway.ts'
export type { AbsenceOptions, Expectations, ExpectedEvent, ExpectOptions } from './expectations.ts'
export { type WeirFixture, weirFixture, type WeirFixtureOptions } from './weir-fixture.ts'
