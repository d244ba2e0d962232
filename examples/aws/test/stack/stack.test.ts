import { bucketCases, deliveryCases, tableCases } from './archive-cases.ts'
import {
  addressCases,
  containerCases,
  entranceCases,
  imageCases,
  networkCases,
  settingCases,
} from './gateway-cases.ts'
import { checkCases } from './check-cases.ts'
import { roleCases, summaryCases, wildcardCases } from './policy-cases.ts'
import { runningTaskCases } from './running-task-cases.ts'
import { type Made, type OptionSet, optionSets, type Syntheses, synthesise } from './synthesise.ts'
import { alarmCases, dashboardCases, failureCases } from './watch-cases.ts'

// One file for all cases: a synthesis takes a second or two, and they look at the same ones.
const names = Object.keys(optionSets) as OptionSet[]
const made: Made = await Promise.all(
  names.map(async (name) => [name, await synthesise(name)] as const),
)
const all = Object.fromEntries(made) as Syntheses

summaryCases(made)
wildcardCases(made)
roleCases(made)
tableCases(all)
deliveryCases(all)
bucketCases(all)
settingCases(all, made)
containerCases(all)
addressCases(all)
entranceCases(all)
networkCases(all)
imageCases(all)
alarmCases(all)
failureCases(all)
dashboardCases(all)
runningTaskCases(all.trial)
checkCases()
