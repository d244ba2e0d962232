import { createKinesisServer } from '../../src/kinesis/kinesis-server.ts'
import { contract } from './contract.ts'

contract('weir-local', () => createKinesisServer(), {})
