// Written by weir-schema build from the tracking plan "tidebook". Do not edit.
export function createValidators(runtime) {
  const exports = Object.create(null)
exports.book_trip = validate10;
const schema11 = {"type":"object","properties":{"trip":{"type":"string","pattern":"^[a-z-]{1,32}$","maxLength":32},"people":{"type":"integer","minimum":1,"maximum":12},"value":{"type":"number","minimum":0,"maximum":100000}},"required":["trip","people","value"],"additionalProperties":false};
const obj0 = runtime;
const pattern0 = new RegExp("^[a-z-]{1,32}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.trip === undefined) && (missing0 = "trip")) || ((data.people === undefined) && (missing0 = "people"))) || ((data.value === undefined) && (missing0 = "value"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "trip") || (key0 === "people")) || (key0 === "value"))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.trip !== undefined){
let data0 = data.trip;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 32 && obj0.isLongerThan(data0, 32)){
validate10.errors = [{instancePath:instancePath+"/trip",schemaPath:"#/properties/trip/maxLength",keyword:"maxLength",params:{limit: 32}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate10.errors = [{instancePath:instancePath+"/trip",schemaPath:"#/properties/trip/pattern",keyword:"pattern",params:{pattern: "^[a-z-]{1,32}$"}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/trip",schemaPath:"#/properties/trip/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.people !== undefined){
let data1 = data.people;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate10.errors = [{instancePath:instancePath+"/people",schemaPath:"#/properties/people/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 12 || isNaN(data1)){
validate10.errors = [{instancePath:instancePath+"/people",schemaPath:"#/properties/people/maximum",keyword:"maximum",params:{comparison: "<=", limit: 12}}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate10.errors = [{instancePath:instancePath+"/people",schemaPath:"#/properties/people/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data2 = data.value;
const _errs6 = errors;
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 100000 || isNaN(data2)){
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

exports.save_trip = validate11;
const schema12 = {"type":"object","properties":{"trip":{"type":"string","pattern":"^[a-z-]{1,32}$","maxLength":32},"saved":{"type":"boolean"}},"required":["trip","saved"],"additionalProperties":false};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.trip === undefined) && (missing0 = "trip")) || ((data.saved === undefined) && (missing0 = "saved"))){
validate11.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "trip") || (key0 === "saved"))){
validate11.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.trip !== undefined){
let data0 = data.trip;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 32 && obj0.isLongerThan(data0, 32)){
validate11.errors = [{instancePath:instancePath+"/trip",schemaPath:"#/properties/trip/maxLength",keyword:"maxLength",params:{limit: 32}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate11.errors = [{instancePath:instancePath+"/trip",schemaPath:"#/properties/trip/pattern",keyword:"pattern",params:{pattern: "^[a-z-]{1,32}$"}}];
return false;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/trip",schemaPath:"#/properties/trip/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.saved !== undefined){
const _errs4 = errors;
if(typeof data.saved !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/saved",schemaPath:"#/properties/saved/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}

  return exports
}
