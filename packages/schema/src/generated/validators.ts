// @ts-nocheck: Ajv writes JavaScript; the signature below is what the rest relies on.
// Written by packages/schema/build/generate.ts from packages/schema/schemas. Do not edit.
import type { CreateValidators, Runtime } from '../runtime/runtime.ts'
export function createValidators(runtime: Runtime): ReturnType<CreateValidators> {
  const exports = Object.create(null)
exports.event = validate10;
const schema11 = {"type":"object","x-version":"1.0.0","properties":{"event_id":{"type":"string","format":"uuid"},"event_type":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,63}$","maxLength":64},"timestamp":{"type":"string","format":"utc-time"},"session_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"page_url":{"type":"string","format":"http-url","maxLength":2048},"anonymous_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"user_id":{"type":["string","null"],"format":"text","maxLength":128},"instance_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"seq":{"type":"integer","minimum":0,"maximum":9007199254740991},"previous_instance":{"type":"object","properties":{"instance_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"last_seq":{"type":"integer","minimum":0,"maximum":9007199254740991}},"required":["instance_id","last_seq"],"additionalProperties":false},"page_view_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"page_title":{"type":["string","null"],"format":"text","maxLength":512},"referrer":{"type":["string","null"],"format":"text","maxLength":2048},"value":{"type":["number","null"],"minimum":-1.7976931348623157e+308,"maximum":1.7976931348623157e+308},"language":{"type":"string","format":"text","maxLength":35},"timezone":{"type":"string","format":"text","maxLength":64},"screen_width":{"type":"integer","minimum":0,"maximum":65535},"screen_height":{"type":"integer","minimum":0,"maximum":65535},"viewport_width":{"type":"integer","minimum":0,"maximum":65535},"viewport_height":{"type":"integer","minimum":0,"maximum":65535},"consent":{"enum":["granted","denied","unknown"]},"properties":{"type":"object","properties":{},"additionalProperties":true,"x-max-bytes":16384,"x-max-depth":5,"x-max-keys":255}},"required":["event_id","event_type","timestamp","session_id","page_url"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const formats0 = runtime.formats.uuid;
const formats2 = runtime.formats["utc-time"];
const formats4 = runtime.formats.text;
const formats6 = runtime.formats["http-url"];
const obj0 = runtime;
const pattern0 = new RegExp("^[a-z][a-z0-9_]{0,63}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.event_id === undefined) && (missing0 = "event_id")) || ((data.event_type === undefined) && (missing0 = "event_type"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))) || ((data.session_id === undefined) && (missing0 = "session_id"))) || ((data.page_url === undefined) && (missing0 = "page_url"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.event_id !== undefined){
let data0 = data.event_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0(data0))){
validate10.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_type !== undefined){
let data1 = data.event_type;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && obj0.isLongerThan(data1, 64)){
validate10.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate10.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9_]{0,63}$"}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timestamp !== undefined){
let data2 = data.timestamp;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(!(formats2(data2))){
validate10.errors = [{instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/format",keyword:"format",params:{format: "utc-time"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.session_id !== undefined){
let data3 = data.session_id;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data3 === "string"){
if(data3.length > 64 && obj0.isLongerThan(data3, 64)){
validate10.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data3.length < 1 || (data3.length < 2 && obj0.isShorterThan(data3, 1))){
validate10.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data3))){
validate10.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_url !== undefined){
let data4 = data.page_url;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data4 === "string"){
if(data4.length > 2048 && obj0.isLongerThan(data4, 2048)){
validate10.errors = [{instancePath:instancePath+"/page_url",schemaPath:"#/properties/page_url/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats6(data4))){
validate10.errors = [{instancePath:instancePath+"/page_url",schemaPath:"#/properties/page_url/format",keyword:"format",params:{format: "http-url"}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/page_url",schemaPath:"#/properties/page_url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.anonymous_id !== undefined){
let data5 = data.anonymous_id;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data5 === "string"){
if(data5.length > 64 && obj0.isLongerThan(data5, 64)){
validate10.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1 || (data5.length < 2 && obj0.isShorterThan(data5, 1))){
validate10.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data5))){
validate10.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_id !== undefined){
let data6 = data.user_id;
const _errs14 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate10.errors = [{instancePath:instancePath+"/user_id",schemaPath:"#/properties/user_id/type",keyword:"type",params:{type: schema11.properties.user_id.type}}];
return false;
}
if(errors === _errs14){
if(errors === _errs14){
if(typeof data6 === "string"){
if(data6.length > 128 && obj0.isLongerThan(data6, 128)){
validate10.errors = [{instancePath:instancePath+"/user_id",schemaPath:"#/properties/user_id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data6))){
validate10.errors = [{instancePath:instancePath+"/user_id",schemaPath:"#/properties/user_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.instance_id !== undefined){
let data7 = data.instance_id;
const _errs16 = errors;
if(errors === _errs16){
if(errors === _errs16){
if(typeof data7 === "string"){
if(data7.length > 64 && obj0.isLongerThan(data7, 64)){
validate10.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data7.length < 1 || (data7.length < 2 && obj0.isShorterThan(data7, 1))){
validate10.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data7))){
validate10.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seq !== undefined){
let data8 = data.seq;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate10.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate10.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate10.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.previous_instance !== undefined){
let data9 = data.previous_instance;
const _errs20 = errors;
if(errors === _errs20){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing1;
if(((data9.instance_id === undefined) && (missing1 = "instance_id")) || ((data9.last_seq === undefined) && (missing1 = "last_seq"))){
validate10.errors = [{instancePath:instancePath+"/previous_instance",schemaPath:"#/properties/previous_instance/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs22 = errors;
for(const key1 in data9){
if(!((key1 === "instance_id") || (key1 === "last_seq"))){
validate10.errors = [{instancePath:instancePath+"/previous_instance",schemaPath:"#/properties/previous_instance/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs22 === errors){
if(data9.instance_id !== undefined){
let data10 = data9.instance_id;
const _errs23 = errors;
if(errors === _errs23){
if(errors === _errs23){
if(typeof data10 === "string"){
if(data10.length > 64 && obj0.isLongerThan(data10, 64)){
validate10.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data10.length < 1 || (data10.length < 2 && obj0.isShorterThan(data10, 1))){
validate10.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data10))){
validate10.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs23 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data9.last_seq !== undefined){
let data11 = data9.last_seq;
const _errs25 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate10.errors = [{instancePath:instancePath+"/previous_instance/last_seq",schemaPath:"#/properties/previous_instance/properties/last_seq/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
validate10.errors = [{instancePath:instancePath+"/previous_instance/last_seq",schemaPath:"#/properties/previous_instance/properties/last_seq/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate10.errors = [{instancePath:instancePath+"/previous_instance/last_seq",schemaPath:"#/properties/previous_instance/properties/last_seq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid1 = _errs25 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/previous_instance",schemaPath:"#/properties/previous_instance/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_view_id !== undefined){
let data12 = data.page_view_id;
const _errs27 = errors;
if(errors === _errs27){
if(errors === _errs27){
if(typeof data12 === "string"){
if(data12.length > 64 && obj0.isLongerThan(data12, 64)){
validate10.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data12.length < 1 || (data12.length < 2 && obj0.isShorterThan(data12, 1))){
validate10.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data12))){
validate10.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_title !== undefined){
let data13 = data.page_title;
const _errs29 = errors;
if((typeof data13 !== "string") && (data13 !== null)){
validate10.errors = [{instancePath:instancePath+"/page_title",schemaPath:"#/properties/page_title/type",keyword:"type",params:{type: schema11.properties.page_title.type}}];
return false;
}
if(errors === _errs29){
if(errors === _errs29){
if(typeof data13 === "string"){
if(data13.length > 512 && obj0.isLongerThan(data13, 512)){
validate10.errors = [{instancePath:instancePath+"/page_title",schemaPath:"#/properties/page_title/maxLength",keyword:"maxLength",params:{limit: 512}}];
return false;
}
else {
if(!(formats4(data13))){
validate10.errors = [{instancePath:instancePath+"/page_title",schemaPath:"#/properties/page_title/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.referrer !== undefined){
let data14 = data.referrer;
const _errs31 = errors;
if((typeof data14 !== "string") && (data14 !== null)){
validate10.errors = [{instancePath:instancePath+"/referrer",schemaPath:"#/properties/referrer/type",keyword:"type",params:{type: schema11.properties.referrer.type}}];
return false;
}
if(errors === _errs31){
if(errors === _errs31){
if(typeof data14 === "string"){
if(data14.length > 2048 && obj0.isLongerThan(data14, 2048)){
validate10.errors = [{instancePath:instancePath+"/referrer",schemaPath:"#/properties/referrer/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data14))){
validate10.errors = [{instancePath:instancePath+"/referrer",schemaPath:"#/properties/referrer/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data15 = data.value;
const _errs33 = errors;
if((!((typeof data15 == "number") && (isFinite(data15)))) && (data15 !== null)){
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: schema11.properties.value.type}}];
return false;
}
if(errors === _errs33){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 1.7976931348623157e+308 || isNaN(data15)){
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1.7976931348623157e+308}}];
return false;
}
else {
if(data15 < -1.7976931348623157e+308 || isNaN(data15)){
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1.7976931348623157e+308}}];
return false;
}
}
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.language !== undefined){
let data16 = data.language;
const _errs35 = errors;
if(errors === _errs35){
if(errors === _errs35){
if(typeof data16 === "string"){
if(data16.length > 35 && obj0.isLongerThan(data16, 35)){
validate10.errors = [{instancePath:instancePath+"/language",schemaPath:"#/properties/language/maxLength",keyword:"maxLength",params:{limit: 35}}];
return false;
}
else {
if(!(formats4(data16))){
validate10.errors = [{instancePath:instancePath+"/language",schemaPath:"#/properties/language/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/language",schemaPath:"#/properties/language/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timezone !== undefined){
let data17 = data.timezone;
const _errs37 = errors;
if(errors === _errs37){
if(errors === _errs37){
if(typeof data17 === "string"){
if(data17.length > 64 && obj0.isLongerThan(data17, 64)){
validate10.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data17))){
validate10.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.screen_width !== undefined){
let data18 = data.screen_width;
const _errs39 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate10.errors = [{instancePath:instancePath+"/screen_width",schemaPath:"#/properties/screen_width/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs39){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 65535 || isNaN(data18)){
validate10.errors = [{instancePath:instancePath+"/screen_width",schemaPath:"#/properties/screen_width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data18 < 0 || isNaN(data18)){
validate10.errors = [{instancePath:instancePath+"/screen_width",schemaPath:"#/properties/screen_width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.screen_height !== undefined){
let data19 = data.screen_height;
const _errs41 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate10.errors = [{instancePath:instancePath+"/screen_height",schemaPath:"#/properties/screen_height/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs41){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 65535 || isNaN(data19)){
validate10.errors = [{instancePath:instancePath+"/screen_height",schemaPath:"#/properties/screen_height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data19 < 0 || isNaN(data19)){
validate10.errors = [{instancePath:instancePath+"/screen_height",schemaPath:"#/properties/screen_height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.viewport_width !== undefined){
let data20 = data.viewport_width;
const _errs43 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate10.errors = [{instancePath:instancePath+"/viewport_width",schemaPath:"#/properties/viewport_width/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs43){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 65535 || isNaN(data20)){
validate10.errors = [{instancePath:instancePath+"/viewport_width",schemaPath:"#/properties/viewport_width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data20 < 0 || isNaN(data20)){
validate10.errors = [{instancePath:instancePath+"/viewport_width",schemaPath:"#/properties/viewport_width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.viewport_height !== undefined){
let data21 = data.viewport_height;
const _errs45 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate10.errors = [{instancePath:instancePath+"/viewport_height",schemaPath:"#/properties/viewport_height/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs45){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 65535 || isNaN(data21)){
validate10.errors = [{instancePath:instancePath+"/viewport_height",schemaPath:"#/properties/viewport_height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data21 < 0 || isNaN(data21)){
validate10.errors = [{instancePath:instancePath+"/viewport_height",schemaPath:"#/properties/viewport_height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.consent !== undefined){
let data22 = data.consent;
const _errs47 = errors;
if(!(((data22 === "granted") || (data22 === "denied")) || (data22 === "unknown"))){
validate10.errors = [{instancePath:instancePath+"/consent",schemaPath:"#/properties/consent/enum",keyword:"enum",params:{allowedValues: schema11.properties.consent.enum}}];
return false;
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.properties !== undefined){
let data23 = data.properties;
const _errs48 = errors;
if(errors === _errs48){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
const complaint0 = obj0.checkJsonBounds(data23, {maxBytes: 16384, maxDepth: 5, maxKeys: 255});
if(complaint0 !== undefined){
validate10.errors = [{instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/x-max-bytes",keyword:"x-max-bytes",params:{complaint: complaint0}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs48 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
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

exports.envelope = validate11;
const schema12 = {"type":"object","properties":{"write_key":{"type":"string","format":"text","maxLength":128,"minLength":1},"sent_at":{"type":"string","format":"utc-time"},"sdk":{"type":"object","properties":{"name":{"type":"string","format":"text","maxLength":64},"version":{"type":"string","format":"text","maxLength":32}},"additionalProperties":true,"maxProperties":16},"dropped":{"type":"object","maxProperties":32,"additionalProperties":{"type":"integer","minimum":0,"maximum":9007199254740991}},"events":{"type":"array","minItems":1,"maxItems":10000,"items":{"x-any-json":true}}},"required":["events"],"additionalProperties":true,"maxProperties":32};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 32){
validate11.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 32}}];
return false;
}
else {
let missing0;
if((data.events === undefined) && (missing0 = "events")){
validate11.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.write_key !== undefined){
let data0 = data.write_key;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && obj0.isLongerThan(data0, 128)){
validate11.errors = [{instancePath:instancePath+"/write_key",schemaPath:"#/properties/write_key/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1 || (data0.length < 2 && obj0.isShorterThan(data0, 1))){
validate11.errors = [{instancePath:instancePath+"/write_key",schemaPath:"#/properties/write_key/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data0))){
validate11.errors = [{instancePath:instancePath+"/write_key",schemaPath:"#/properties/write_key/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/write_key",schemaPath:"#/properties/write_key/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sent_at !== undefined){
let data1 = data.sent_at;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(!(formats2(data1))){
validate11.errors = [{instancePath:instancePath+"/sent_at",schemaPath:"#/properties/sent_at/format",keyword:"format",params:{format: "utc-time"}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/sent_at",schemaPath:"#/properties/sent_at/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sdk !== undefined){
let data2 = data.sdk;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length > 16){
validate11.errors = [{instancePath:instancePath+"/sdk",schemaPath:"#/properties/sdk/maxProperties",keyword:"maxProperties",params:{limit: 16}}];
return false;
}
else {
if(data2.name !== undefined){
let data3 = data2.name;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 64 && obj0.isLongerThan(data3, 64)){
validate11.errors = [{instancePath:instancePath+"/sdk/name",schemaPath:"#/properties/sdk/properties/name/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data3))){
validate11.errors = [{instancePath:instancePath+"/sdk/name",schemaPath:"#/properties/sdk/properties/name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/sdk/name",schemaPath:"#/properties/sdk/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.version !== undefined){
let data4 = data2.version;
const _errs11 = errors;
if(errors === _errs11){
if(errors === _errs11){
if(typeof data4 === "string"){
if(data4.length > 32 && obj0.isLongerThan(data4, 32)){
validate11.errors = [{instancePath:instancePath+"/sdk/version",schemaPath:"#/properties/sdk/properties/version/maxLength",keyword:"maxLength",params:{limit: 32}}];
return false;
}
else {
if(!(formats4(data4))){
validate11.errors = [{instancePath:instancePath+"/sdk/version",schemaPath:"#/properties/sdk/properties/version/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/sdk/version",schemaPath:"#/properties/sdk/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/sdk",schemaPath:"#/properties/sdk/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dropped !== undefined){
let data5 = data.dropped;
const _errs13 = errors;
if(errors === _errs13){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 32){
validate11.errors = [{instancePath:instancePath+"/dropped",schemaPath:"#/properties/dropped/maxProperties",keyword:"maxProperties",params:{limit: 32}}];
return false;
}
else {
for(const key0 in data5){
let data6 = data5[key0];
const _errs16 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate11.errors = [{instancePath:instancePath+"/dropped/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dropped/additionalProperties/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate11.errors = [{instancePath:instancePath+"/dropped/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dropped/additionalProperties/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate11.errors = [{instancePath:instancePath+"/dropped/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dropped/additionalProperties/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs16 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/dropped",schemaPath:"#/properties/dropped/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.events !== undefined){
let data7 = data.events;
const _errs18 = errors;
if(errors === _errs18){
if(Array.isArray(data7)){
if(data7.length > 10000){
validate11.errors = [{instancePath:instancePath+"/events",schemaPath:"#/properties/events/maxItems",keyword:"maxItems",params:{limit: 10000}}];
return false;
}
else {
if(data7.length < 1){
validate11.errors = [{instancePath:instancePath+"/events",schemaPath:"#/properties/events/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
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

exports.stored_record = validate12;
const schema13 = {"type":"object","properties":{"event_id":{"type":"string","format":"uuid"},"event_type":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,63}$","maxLength":64},"timestamp":{"type":"string","format":"utc-time"},"client_timestamp":{"type":"string","format":"utc-time"},"received_at":{"type":"string","format":"utc-time"},"site_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"user_id":{"type":["string","null"],"format":"text","maxLength":128},"anonymous_id":{"type":["string","null"],"format":"text","maxLength":64},"network_id":{"type":["string","null"],"format":"text","maxLength":64},"session_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"instance_id":{"type":["string","null"],"format":"text","maxLength":64},"seq":{"type":"integer","minimum":0,"maximum":9007199254740991},"previous_instance":{"type":"object","properties":{"instance_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"last_seq":{"type":"integer","minimum":0,"maximum":9007199254740991}},"required":["instance_id","last_seq"],"additionalProperties":false},"page_view_id":{"type":["string","null"],"format":"text","maxLength":64},"page_url":{"type":"string","format":"http-url","maxLength":2048},"page_host":{"type":["string","null"],"format":"text","maxLength":255},"page_path":{"type":["string","null"],"format":"text","maxLength":2048},"page_title":{"type":["string","null"],"format":"text","maxLength":512},"referrer":{"type":["string","null"],"format":"text","maxLength":2048},"referrer_host":{"type":["string","null"],"format":"text","maxLength":255},"utm_source":{"type":["string","null"],"format":"text","maxLength":2048},"utm_medium":{"type":["string","null"],"format":"text","maxLength":2048},"utm_campaign":{"type":["string","null"],"format":"text","maxLength":2048},"utm_term":{"type":["string","null"],"format":"text","maxLength":2048},"utm_content":{"type":["string","null"],"format":"text","maxLength":2048},"user_agent":{"type":["string","null"],"format":"text","maxLength":1024},"ip_address":{"type":["string","null"],"format":"text","maxLength":45},"country":{"type":["string","null"],"format":"text","maxLength":2},"region":{"type":["string","null"],"format":"text","maxLength":64},"city":{"type":["string","null"],"format":"text","maxLength":128},"device_type":{"enum":["desktop","mobile","tablet","other",null]},"browser":{"type":["string","null"],"format":"text","maxLength":64},"browser_version":{"type":["string","null"],"format":"text","maxLength":32},"os":{"type":["string","null"],"format":"text","maxLength":64},"is_bot":{"type":"boolean"},"language":{"type":["string","null"],"format":"text","maxLength":35},"timezone":{"type":["string","null"],"format":"text","maxLength":64},"screen_width":{"type":"integer","minimum":0,"maximum":65535},"screen_height":{"type":"integer","minimum":0,"maximum":65535},"viewport_width":{"type":"integer","minimum":0,"maximum":65535},"viewport_height":{"type":"integer","minimum":0,"maximum":65535},"value":{"type":["number","null"],"minimum":-1.7976931348623157e+308,"maximum":1.7976931348623157e+308},"consent":{"enum":["granted","denied","unknown"]},"sdk_name":{"type":["string","null"],"format":"text","maxLength":64},"sdk_version":{"type":["string","null"],"format":"text","maxLength":32},"schema_version":{"type":"string","pattern":"^[0-9]+\\.[0-9]+\\.[0-9]+$","maxLength":16},"properties":{"type":"object","properties":{},"additionalProperties":true,"x-max-bytes":16384,"x-max-depth":5,"x-max-keys":255}},"required":["event_id","event_type","timestamp","client_timestamp","received_at","site_id","session_id","page_url","is_bot","schema_version"],"additionalProperties":false};
const pattern2 = new RegExp("^[0-9]+\\.[0-9]+\\.[0-9]+$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((data.event_id === undefined) && (missing0 = "event_id")) || ((data.event_type === undefined) && (missing0 = "event_type"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))) || ((data.client_timestamp === undefined) && (missing0 = "client_timestamp"))) || ((data.received_at === undefined) && (missing0 = "received_at"))) || ((data.site_id === undefined) && (missing0 = "site_id"))) || ((data.session_id === undefined) && (missing0 = "session_id"))) || ((data.page_url === undefined) && (missing0 = "page_url"))) || ((data.is_bot === undefined) && (missing0 = "is_bot"))) || ((data.schema_version === undefined) && (missing0 = "schema_version"))){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema13.properties, key0))){
validate12.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.event_id !== undefined){
let data0 = data.event_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0(data0))){
validate12.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_type !== undefined){
let data1 = data.event_type;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && obj0.isLongerThan(data1, 64)){
validate12.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate12.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9_]{0,63}$"}}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timestamp !== undefined){
let data2 = data.timestamp;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(!(formats2(data2))){
validate12.errors = [{instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/format",keyword:"format",params:{format: "utc-time"}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.client_timestamp !== undefined){
let data3 = data.client_timestamp;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data3 === "string"){
if(!(formats2(data3))){
validate12.errors = [{instancePath:instancePath+"/client_timestamp",schemaPath:"#/properties/client_timestamp/format",keyword:"format",params:{format: "utc-time"}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/client_timestamp",schemaPath:"#/properties/client_timestamp/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.received_at !== undefined){
let data4 = data.received_at;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data4 === "string"){
if(!(formats2(data4))){
validate12.errors = [{instancePath:instancePath+"/received_at",schemaPath:"#/properties/received_at/format",keyword:"format",params:{format: "utc-time"}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/received_at",schemaPath:"#/properties/received_at/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.site_id !== undefined){
let data5 = data.site_id;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data5 === "string"){
if(data5.length > 64 && obj0.isLongerThan(data5, 64)){
validate12.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1 || (data5.length < 2 && obj0.isShorterThan(data5, 1))){
validate12.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data5))){
validate12.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_id !== undefined){
let data6 = data.user_id;
const _errs14 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate12.errors = [{instancePath:instancePath+"/user_id",schemaPath:"#/properties/user_id/type",keyword:"type",params:{type: schema13.properties.user_id.type}}];
return false;
}
if(errors === _errs14){
if(errors === _errs14){
if(typeof data6 === "string"){
if(data6.length > 128 && obj0.isLongerThan(data6, 128)){
validate12.errors = [{instancePath:instancePath+"/user_id",schemaPath:"#/properties/user_id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data6))){
validate12.errors = [{instancePath:instancePath+"/user_id",schemaPath:"#/properties/user_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.anonymous_id !== undefined){
let data7 = data.anonymous_id;
const _errs16 = errors;
if((typeof data7 !== "string") && (data7 !== null)){
validate12.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/type",keyword:"type",params:{type: schema13.properties.anonymous_id.type}}];
return false;
}
if(errors === _errs16){
if(errors === _errs16){
if(typeof data7 === "string"){
if(data7.length > 64 && obj0.isLongerThan(data7, 64)){
validate12.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data7))){
validate12.errors = [{instancePath:instancePath+"/anonymous_id",schemaPath:"#/properties/anonymous_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.network_id !== undefined){
let data8 = data.network_id;
const _errs18 = errors;
if((typeof data8 !== "string") && (data8 !== null)){
validate12.errors = [{instancePath:instancePath+"/network_id",schemaPath:"#/properties/network_id/type",keyword:"type",params:{type: schema13.properties.network_id.type}}];
return false;
}
if(errors === _errs18){
if(errors === _errs18){
if(typeof data8 === "string"){
if(data8.length > 64 && obj0.isLongerThan(data8, 64)){
validate12.errors = [{instancePath:instancePath+"/network_id",schemaPath:"#/properties/network_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data8))){
validate12.errors = [{instancePath:instancePath+"/network_id",schemaPath:"#/properties/network_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.session_id !== undefined){
let data9 = data.session_id;
const _errs20 = errors;
if(errors === _errs20){
if(errors === _errs20){
if(typeof data9 === "string"){
if(data9.length > 64 && obj0.isLongerThan(data9, 64)){
validate12.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data9.length < 1 || (data9.length < 2 && obj0.isShorterThan(data9, 1))){
validate12.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data9))){
validate12.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.instance_id !== undefined){
let data10 = data.instance_id;
const _errs22 = errors;
if((typeof data10 !== "string") && (data10 !== null)){
validate12.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/type",keyword:"type",params:{type: schema13.properties.instance_id.type}}];
return false;
}
if(errors === _errs22){
if(errors === _errs22){
if(typeof data10 === "string"){
if(data10.length > 64 && obj0.isLongerThan(data10, 64)){
validate12.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data10))){
validate12.errors = [{instancePath:instancePath+"/instance_id",schemaPath:"#/properties/instance_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seq !== undefined){
let data11 = data.seq;
const _errs24 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate12.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs24){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
validate12.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate12.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.previous_instance !== undefined){
let data12 = data.previous_instance;
const _errs26 = errors;
if(errors === _errs26){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing1;
if(((data12.instance_id === undefined) && (missing1 = "instance_id")) || ((data12.last_seq === undefined) && (missing1 = "last_seq"))){
validate12.errors = [{instancePath:instancePath+"/previous_instance",schemaPath:"#/properties/previous_instance/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs28 = errors;
for(const key1 in data12){
if(!((key1 === "instance_id") || (key1 === "last_seq"))){
validate12.errors = [{instancePath:instancePath+"/previous_instance",schemaPath:"#/properties/previous_instance/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs28 === errors){
if(data12.instance_id !== undefined){
let data13 = data12.instance_id;
const _errs29 = errors;
if(errors === _errs29){
if(errors === _errs29){
if(typeof data13 === "string"){
if(data13.length > 64 && obj0.isLongerThan(data13, 64)){
validate12.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data13.length < 1 || (data13.length < 2 && obj0.isShorterThan(data13, 1))){
validate12.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data13))){
validate12.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/previous_instance/instance_id",schemaPath:"#/properties/previous_instance/properties/instance_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs29 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data12.last_seq !== undefined){
let data14 = data12.last_seq;
const _errs31 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate12.errors = [{instancePath:instancePath+"/previous_instance/last_seq",schemaPath:"#/properties/previous_instance/properties/last_seq/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs31){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 9007199254740991 || isNaN(data14)){
validate12.errors = [{instancePath:instancePath+"/previous_instance/last_seq",schemaPath:"#/properties/previous_instance/properties/last_seq/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data14 < 0 || isNaN(data14)){
validate12.errors = [{instancePath:instancePath+"/previous_instance/last_seq",schemaPath:"#/properties/previous_instance/properties/last_seq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid1 = _errs31 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/previous_instance",schemaPath:"#/properties/previous_instance/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_view_id !== undefined){
let data15 = data.page_view_id;
const _errs33 = errors;
if((typeof data15 !== "string") && (data15 !== null)){
validate12.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/type",keyword:"type",params:{type: schema13.properties.page_view_id.type}}];
return false;
}
if(errors === _errs33){
if(errors === _errs33){
if(typeof data15 === "string"){
if(data15.length > 64 && obj0.isLongerThan(data15, 64)){
validate12.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data15))){
validate12.errors = [{instancePath:instancePath+"/page_view_id",schemaPath:"#/properties/page_view_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_url !== undefined){
let data16 = data.page_url;
const _errs35 = errors;
if(errors === _errs35){
if(errors === _errs35){
if(typeof data16 === "string"){
if(data16.length > 2048 && obj0.isLongerThan(data16, 2048)){
validate12.errors = [{instancePath:instancePath+"/page_url",schemaPath:"#/properties/page_url/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats6(data16))){
validate12.errors = [{instancePath:instancePath+"/page_url",schemaPath:"#/properties/page_url/format",keyword:"format",params:{format: "http-url"}}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/page_url",schemaPath:"#/properties/page_url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_host !== undefined){
let data17 = data.page_host;
const _errs37 = errors;
if((typeof data17 !== "string") && (data17 !== null)){
validate12.errors = [{instancePath:instancePath+"/page_host",schemaPath:"#/properties/page_host/type",keyword:"type",params:{type: schema13.properties.page_host.type}}];
return false;
}
if(errors === _errs37){
if(errors === _errs37){
if(typeof data17 === "string"){
if(data17.length > 255 && obj0.isLongerThan(data17, 255)){
validate12.errors = [{instancePath:instancePath+"/page_host",schemaPath:"#/properties/page_host/maxLength",keyword:"maxLength",params:{limit: 255}}];
return false;
}
else {
if(!(formats4(data17))){
validate12.errors = [{instancePath:instancePath+"/page_host",schemaPath:"#/properties/page_host/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_path !== undefined){
let data18 = data.page_path;
const _errs39 = errors;
if((typeof data18 !== "string") && (data18 !== null)){
validate12.errors = [{instancePath:instancePath+"/page_path",schemaPath:"#/properties/page_path/type",keyword:"type",params:{type: schema13.properties.page_path.type}}];
return false;
}
if(errors === _errs39){
if(errors === _errs39){
if(typeof data18 === "string"){
if(data18.length > 2048 && obj0.isLongerThan(data18, 2048)){
validate12.errors = [{instancePath:instancePath+"/page_path",schemaPath:"#/properties/page_path/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data18))){
validate12.errors = [{instancePath:instancePath+"/page_path",schemaPath:"#/properties/page_path/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page_title !== undefined){
let data19 = data.page_title;
const _errs41 = errors;
if((typeof data19 !== "string") && (data19 !== null)){
validate12.errors = [{instancePath:instancePath+"/page_title",schemaPath:"#/properties/page_title/type",keyword:"type",params:{type: schema13.properties.page_title.type}}];
return false;
}
if(errors === _errs41){
if(errors === _errs41){
if(typeof data19 === "string"){
if(data19.length > 512 && obj0.isLongerThan(data19, 512)){
validate12.errors = [{instancePath:instancePath+"/page_title",schemaPath:"#/properties/page_title/maxLength",keyword:"maxLength",params:{limit: 512}}];
return false;
}
else {
if(!(formats4(data19))){
validate12.errors = [{instancePath:instancePath+"/page_title",schemaPath:"#/properties/page_title/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.referrer !== undefined){
let data20 = data.referrer;
const _errs43 = errors;
if((typeof data20 !== "string") && (data20 !== null)){
validate12.errors = [{instancePath:instancePath+"/referrer",schemaPath:"#/properties/referrer/type",keyword:"type",params:{type: schema13.properties.referrer.type}}];
return false;
}
if(errors === _errs43){
if(errors === _errs43){
if(typeof data20 === "string"){
if(data20.length > 2048 && obj0.isLongerThan(data20, 2048)){
validate12.errors = [{instancePath:instancePath+"/referrer",schemaPath:"#/properties/referrer/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data20))){
validate12.errors = [{instancePath:instancePath+"/referrer",schemaPath:"#/properties/referrer/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.referrer_host !== undefined){
let data21 = data.referrer_host;
const _errs45 = errors;
if((typeof data21 !== "string") && (data21 !== null)){
validate12.errors = [{instancePath:instancePath+"/referrer_host",schemaPath:"#/properties/referrer_host/type",keyword:"type",params:{type: schema13.properties.referrer_host.type}}];
return false;
}
if(errors === _errs45){
if(errors === _errs45){
if(typeof data21 === "string"){
if(data21.length > 255 && obj0.isLongerThan(data21, 255)){
validate12.errors = [{instancePath:instancePath+"/referrer_host",schemaPath:"#/properties/referrer_host/maxLength",keyword:"maxLength",params:{limit: 255}}];
return false;
}
else {
if(!(formats4(data21))){
validate12.errors = [{instancePath:instancePath+"/referrer_host",schemaPath:"#/properties/referrer_host/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.utm_source !== undefined){
let data22 = data.utm_source;
const _errs47 = errors;
if((typeof data22 !== "string") && (data22 !== null)){
validate12.errors = [{instancePath:instancePath+"/utm_source",schemaPath:"#/properties/utm_source/type",keyword:"type",params:{type: schema13.properties.utm_source.type}}];
return false;
}
if(errors === _errs47){
if(errors === _errs47){
if(typeof data22 === "string"){
if(data22.length > 2048 && obj0.isLongerThan(data22, 2048)){
validate12.errors = [{instancePath:instancePath+"/utm_source",schemaPath:"#/properties/utm_source/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data22))){
validate12.errors = [{instancePath:instancePath+"/utm_source",schemaPath:"#/properties/utm_source/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.utm_medium !== undefined){
let data23 = data.utm_medium;
const _errs49 = errors;
if((typeof data23 !== "string") && (data23 !== null)){
validate12.errors = [{instancePath:instancePath+"/utm_medium",schemaPath:"#/properties/utm_medium/type",keyword:"type",params:{type: schema13.properties.utm_medium.type}}];
return false;
}
if(errors === _errs49){
if(errors === _errs49){
if(typeof data23 === "string"){
if(data23.length > 2048 && obj0.isLongerThan(data23, 2048)){
validate12.errors = [{instancePath:instancePath+"/utm_medium",schemaPath:"#/properties/utm_medium/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data23))){
validate12.errors = [{instancePath:instancePath+"/utm_medium",schemaPath:"#/properties/utm_medium/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.utm_campaign !== undefined){
let data24 = data.utm_campaign;
const _errs51 = errors;
if((typeof data24 !== "string") && (data24 !== null)){
validate12.errors = [{instancePath:instancePath+"/utm_campaign",schemaPath:"#/properties/utm_campaign/type",keyword:"type",params:{type: schema13.properties.utm_campaign.type}}];
return false;
}
if(errors === _errs51){
if(errors === _errs51){
if(typeof data24 === "string"){
if(data24.length > 2048 && obj0.isLongerThan(data24, 2048)){
validate12.errors = [{instancePath:instancePath+"/utm_campaign",schemaPath:"#/properties/utm_campaign/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data24))){
validate12.errors = [{instancePath:instancePath+"/utm_campaign",schemaPath:"#/properties/utm_campaign/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.utm_term !== undefined){
let data25 = data.utm_term;
const _errs53 = errors;
if((typeof data25 !== "string") && (data25 !== null)){
validate12.errors = [{instancePath:instancePath+"/utm_term",schemaPath:"#/properties/utm_term/type",keyword:"type",params:{type: schema13.properties.utm_term.type}}];
return false;
}
if(errors === _errs53){
if(errors === _errs53){
if(typeof data25 === "string"){
if(data25.length > 2048 && obj0.isLongerThan(data25, 2048)){
validate12.errors = [{instancePath:instancePath+"/utm_term",schemaPath:"#/properties/utm_term/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data25))){
validate12.errors = [{instancePath:instancePath+"/utm_term",schemaPath:"#/properties/utm_term/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.utm_content !== undefined){
let data26 = data.utm_content;
const _errs55 = errors;
if((typeof data26 !== "string") && (data26 !== null)){
validate12.errors = [{instancePath:instancePath+"/utm_content",schemaPath:"#/properties/utm_content/type",keyword:"type",params:{type: schema13.properties.utm_content.type}}];
return false;
}
if(errors === _errs55){
if(errors === _errs55){
if(typeof data26 === "string"){
if(data26.length > 2048 && obj0.isLongerThan(data26, 2048)){
validate12.errors = [{instancePath:instancePath+"/utm_content",schemaPath:"#/properties/utm_content/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data26))){
validate12.errors = [{instancePath:instancePath+"/utm_content",schemaPath:"#/properties/utm_content/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs55 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_agent !== undefined){
let data27 = data.user_agent;
const _errs57 = errors;
if((typeof data27 !== "string") && (data27 !== null)){
validate12.errors = [{instancePath:instancePath+"/user_agent",schemaPath:"#/properties/user_agent/type",keyword:"type",params:{type: schema13.properties.user_agent.type}}];
return false;
}
if(errors === _errs57){
if(errors === _errs57){
if(typeof data27 === "string"){
if(data27.length > 1024 && obj0.isLongerThan(data27, 1024)){
validate12.errors = [{instancePath:instancePath+"/user_agent",schemaPath:"#/properties/user_agent/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(!(formats4(data27))){
validate12.errors = [{instancePath:instancePath+"/user_agent",schemaPath:"#/properties/user_agent/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ip_address !== undefined){
let data28 = data.ip_address;
const _errs59 = errors;
if((typeof data28 !== "string") && (data28 !== null)){
validate12.errors = [{instancePath:instancePath+"/ip_address",schemaPath:"#/properties/ip_address/type",keyword:"type",params:{type: schema13.properties.ip_address.type}}];
return false;
}
if(errors === _errs59){
if(errors === _errs59){
if(typeof data28 === "string"){
if(data28.length > 45 && obj0.isLongerThan(data28, 45)){
validate12.errors = [{instancePath:instancePath+"/ip_address",schemaPath:"#/properties/ip_address/maxLength",keyword:"maxLength",params:{limit: 45}}];
return false;
}
else {
if(!(formats4(data28))){
validate12.errors = [{instancePath:instancePath+"/ip_address",schemaPath:"#/properties/ip_address/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.country !== undefined){
let data29 = data.country;
const _errs61 = errors;
if((typeof data29 !== "string") && (data29 !== null)){
validate12.errors = [{instancePath:instancePath+"/country",schemaPath:"#/properties/country/type",keyword:"type",params:{type: schema13.properties.country.type}}];
return false;
}
if(errors === _errs61){
if(errors === _errs61){
if(typeof data29 === "string"){
if(data29.length > 2 && obj0.isLongerThan(data29, 2)){
validate12.errors = [{instancePath:instancePath+"/country",schemaPath:"#/properties/country/maxLength",keyword:"maxLength",params:{limit: 2}}];
return false;
}
else {
if(!(formats4(data29))){
validate12.errors = [{instancePath:instancePath+"/country",schemaPath:"#/properties/country/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.region !== undefined){
let data30 = data.region;
const _errs63 = errors;
if((typeof data30 !== "string") && (data30 !== null)){
validate12.errors = [{instancePath:instancePath+"/region",schemaPath:"#/properties/region/type",keyword:"type",params:{type: schema13.properties.region.type}}];
return false;
}
if(errors === _errs63){
if(errors === _errs63){
if(typeof data30 === "string"){
if(data30.length > 64 && obj0.isLongerThan(data30, 64)){
validate12.errors = [{instancePath:instancePath+"/region",schemaPath:"#/properties/region/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data30))){
validate12.errors = [{instancePath:instancePath+"/region",schemaPath:"#/properties/region/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.city !== undefined){
let data31 = data.city;
const _errs65 = errors;
if((typeof data31 !== "string") && (data31 !== null)){
validate12.errors = [{instancePath:instancePath+"/city",schemaPath:"#/properties/city/type",keyword:"type",params:{type: schema13.properties.city.type}}];
return false;
}
if(errors === _errs65){
if(errors === _errs65){
if(typeof data31 === "string"){
if(data31.length > 128 && obj0.isLongerThan(data31, 128)){
validate12.errors = [{instancePath:instancePath+"/city",schemaPath:"#/properties/city/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data31))){
validate12.errors = [{instancePath:instancePath+"/city",schemaPath:"#/properties/city/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs65 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device_type !== undefined){
let data32 = data.device_type;
const _errs67 = errors;
if(!(((((data32 === "desktop") || (data32 === "mobile")) || (data32 === "tablet")) || (data32 === "other")) || (data32 === null))){
validate12.errors = [{instancePath:instancePath+"/device_type",schemaPath:"#/properties/device_type/enum",keyword:"enum",params:{allowedValues: schema13.properties.device_type.enum}}];
return false;
}
var valid0 = _errs67 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.browser !== undefined){
let data33 = data.browser;
const _errs68 = errors;
if((typeof data33 !== "string") && (data33 !== null)){
validate12.errors = [{instancePath:instancePath+"/browser",schemaPath:"#/properties/browser/type",keyword:"type",params:{type: schema13.properties.browser.type}}];
return false;
}
if(errors === _errs68){
if(errors === _errs68){
if(typeof data33 === "string"){
if(data33.length > 64 && obj0.isLongerThan(data33, 64)){
validate12.errors = [{instancePath:instancePath+"/browser",schemaPath:"#/properties/browser/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data33))){
validate12.errors = [{instancePath:instancePath+"/browser",schemaPath:"#/properties/browser/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs68 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.browser_version !== undefined){
let data34 = data.browser_version;
const _errs70 = errors;
if((typeof data34 !== "string") && (data34 !== null)){
validate12.errors = [{instancePath:instancePath+"/browser_version",schemaPath:"#/properties/browser_version/type",keyword:"type",params:{type: schema13.properties.browser_version.type}}];
return false;
}
if(errors === _errs70){
if(errors === _errs70){
if(typeof data34 === "string"){
if(data34.length > 32 && obj0.isLongerThan(data34, 32)){
validate12.errors = [{instancePath:instancePath+"/browser_version",schemaPath:"#/properties/browser_version/maxLength",keyword:"maxLength",params:{limit: 32}}];
return false;
}
else {
if(!(formats4(data34))){
validate12.errors = [{instancePath:instancePath+"/browser_version",schemaPath:"#/properties/browser_version/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs70 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.os !== undefined){
let data35 = data.os;
const _errs72 = errors;
if((typeof data35 !== "string") && (data35 !== null)){
validate12.errors = [{instancePath:instancePath+"/os",schemaPath:"#/properties/os/type",keyword:"type",params:{type: schema13.properties.os.type}}];
return false;
}
if(errors === _errs72){
if(errors === _errs72){
if(typeof data35 === "string"){
if(data35.length > 64 && obj0.isLongerThan(data35, 64)){
validate12.errors = [{instancePath:instancePath+"/os",schemaPath:"#/properties/os/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data35))){
validate12.errors = [{instancePath:instancePath+"/os",schemaPath:"#/properties/os/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.is_bot !== undefined){
const _errs74 = errors;
if(typeof data.is_bot !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/is_bot",schemaPath:"#/properties/is_bot/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs74 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.language !== undefined){
let data37 = data.language;
const _errs76 = errors;
if((typeof data37 !== "string") && (data37 !== null)){
validate12.errors = [{instancePath:instancePath+"/language",schemaPath:"#/properties/language/type",keyword:"type",params:{type: schema13.properties.language.type}}];
return false;
}
if(errors === _errs76){
if(errors === _errs76){
if(typeof data37 === "string"){
if(data37.length > 35 && obj0.isLongerThan(data37, 35)){
validate12.errors = [{instancePath:instancePath+"/language",schemaPath:"#/properties/language/maxLength",keyword:"maxLength",params:{limit: 35}}];
return false;
}
else {
if(!(formats4(data37))){
validate12.errors = [{instancePath:instancePath+"/language",schemaPath:"#/properties/language/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs76 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timezone !== undefined){
let data38 = data.timezone;
const _errs78 = errors;
if((typeof data38 !== "string") && (data38 !== null)){
validate12.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: schema13.properties.timezone.type}}];
return false;
}
if(errors === _errs78){
if(errors === _errs78){
if(typeof data38 === "string"){
if(data38.length > 64 && obj0.isLongerThan(data38, 64)){
validate12.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data38))){
validate12.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs78 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.screen_width !== undefined){
let data39 = data.screen_width;
const _errs80 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
validate12.errors = [{instancePath:instancePath+"/screen_width",schemaPath:"#/properties/screen_width/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs80){
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 65535 || isNaN(data39)){
validate12.errors = [{instancePath:instancePath+"/screen_width",schemaPath:"#/properties/screen_width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data39 < 0 || isNaN(data39)){
validate12.errors = [{instancePath:instancePath+"/screen_width",schemaPath:"#/properties/screen_width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs80 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.screen_height !== undefined){
let data40 = data.screen_height;
const _errs82 = errors;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
validate12.errors = [{instancePath:instancePath+"/screen_height",schemaPath:"#/properties/screen_height/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs82){
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 65535 || isNaN(data40)){
validate12.errors = [{instancePath:instancePath+"/screen_height",schemaPath:"#/properties/screen_height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data40 < 0 || isNaN(data40)){
validate12.errors = [{instancePath:instancePath+"/screen_height",schemaPath:"#/properties/screen_height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs82 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.viewport_width !== undefined){
let data41 = data.viewport_width;
const _errs84 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
validate12.errors = [{instancePath:instancePath+"/viewport_width",schemaPath:"#/properties/viewport_width/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs84){
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 65535 || isNaN(data41)){
validate12.errors = [{instancePath:instancePath+"/viewport_width",schemaPath:"#/properties/viewport_width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data41 < 0 || isNaN(data41)){
validate12.errors = [{instancePath:instancePath+"/viewport_width",schemaPath:"#/properties/viewport_width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs84 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.viewport_height !== undefined){
let data42 = data.viewport_height;
const _errs86 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate12.errors = [{instancePath:instancePath+"/viewport_height",schemaPath:"#/properties/viewport_height/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs86){
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 65535 || isNaN(data42)){
validate12.errors = [{instancePath:instancePath+"/viewport_height",schemaPath:"#/properties/viewport_height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data42 < 0 || isNaN(data42)){
validate12.errors = [{instancePath:instancePath+"/viewport_height",schemaPath:"#/properties/viewport_height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs86 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data43 = data.value;
const _errs88 = errors;
if((!((typeof data43 == "number") && (isFinite(data43)))) && (data43 !== null)){
validate12.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: schema13.properties.value.type}}];
return false;
}
if(errors === _errs88){
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 1.7976931348623157e+308 || isNaN(data43)){
validate12.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1.7976931348623157e+308}}];
return false;
}
else {
if(data43 < -1.7976931348623157e+308 || isNaN(data43)){
validate12.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1.7976931348623157e+308}}];
return false;
}
}
}
}
var valid0 = _errs88 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.consent !== undefined){
let data44 = data.consent;
const _errs90 = errors;
if(!(((data44 === "granted") || (data44 === "denied")) || (data44 === "unknown"))){
validate12.errors = [{instancePath:instancePath+"/consent",schemaPath:"#/properties/consent/enum",keyword:"enum",params:{allowedValues: schema13.properties.consent.enum}}];
return false;
}
var valid0 = _errs90 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sdk_name !== undefined){
let data45 = data.sdk_name;
const _errs91 = errors;
if((typeof data45 !== "string") && (data45 !== null)){
validate12.errors = [{instancePath:instancePath+"/sdk_name",schemaPath:"#/properties/sdk_name/type",keyword:"type",params:{type: schema13.properties.sdk_name.type}}];
return false;
}
if(errors === _errs91){
if(errors === _errs91){
if(typeof data45 === "string"){
if(data45.length > 64 && obj0.isLongerThan(data45, 64)){
validate12.errors = [{instancePath:instancePath+"/sdk_name",schemaPath:"#/properties/sdk_name/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data45))){
validate12.errors = [{instancePath:instancePath+"/sdk_name",schemaPath:"#/properties/sdk_name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sdk_version !== undefined){
let data46 = data.sdk_version;
const _errs93 = errors;
if((typeof data46 !== "string") && (data46 !== null)){
validate12.errors = [{instancePath:instancePath+"/sdk_version",schemaPath:"#/properties/sdk_version/type",keyword:"type",params:{type: schema13.properties.sdk_version.type}}];
return false;
}
if(errors === _errs93){
if(errors === _errs93){
if(typeof data46 === "string"){
if(data46.length > 32 && obj0.isLongerThan(data46, 32)){
validate12.errors = [{instancePath:instancePath+"/sdk_version",schemaPath:"#/properties/sdk_version/maxLength",keyword:"maxLength",params:{limit: 32}}];
return false;
}
else {
if(!(formats4(data46))){
validate12.errors = [{instancePath:instancePath+"/sdk_version",schemaPath:"#/properties/sdk_version/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs93 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_version !== undefined){
let data47 = data.schema_version;
const _errs95 = errors;
if(errors === _errs95){
if(typeof data47 === "string"){
if(data47.length > 16 && obj0.isLongerThan(data47, 16)){
validate12.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/maxLength",keyword:"maxLength",params:{limit: 16}}];
return false;
}
else {
if(!pattern2.test(data47)){
validate12.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/pattern",keyword:"pattern",params:{pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$"}}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs95 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.properties !== undefined){
let data48 = data.properties;
const _errs97 = errors;
if(errors === _errs97){
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
const complaint0 = obj0.checkJsonBounds(data48, {maxBytes: 16384, maxDepth: 5, maxKeys: 255});
if(complaint0 !== undefined){
validate12.errors = [{instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/x-max-bytes",keyword:"x-max-bytes",params:{complaint: complaint0}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs97 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

exports.rejected_record = validate13;
const schema14 = {"type":"object","properties":{"rejected_at":{"type":"string","format":"utc-time"},"site_id":{"type":"string","format":"text","minLength":1,"maxLength":64},"code":{"type":"string","pattern":"^[a-z][a-z_]{0,63}$","maxLength":64},"errors":{"type":"array","maxItems":64,"items":{"type":"object","properties":{"path":{"type":"string","format":"text","maxLength":512},"message":{"type":"string","format":"text","maxLength":1024}},"required":["path","message"],"additionalProperties":false}},"schema_version":{"type":"string","pattern":"^[0-9]+\\.[0-9]+\\.[0-9]+$","maxLength":16},"ip_address":{"type":["string","null"],"format":"text","maxLength":45},"user_agent":{"type":["string","null"],"format":"text","maxLength":1024},"origin":{"type":["string","null"],"format":"text","maxLength":512},"event":{"x-any-json":true}},"required":["rejected_at","site_id","code","errors","schema_version","event"],"additionalProperties":false};
const pattern3 = new RegExp("^[a-z][a-z_]{0,63}$", "u");

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.rejected_at === undefined) && (missing0 = "rejected_at")) || ((data.site_id === undefined) && (missing0 = "site_id"))) || ((data.code === undefined) && (missing0 = "code"))) || ((data.errors === undefined) && (missing0 = "errors"))) || ((data.schema_version === undefined) && (missing0 = "schema_version"))) || ((data.event === undefined) && (missing0 = "event"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema14.properties, key0))){
validate13.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.rejected_at !== undefined){
let data0 = data.rejected_at;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats2(data0))){
validate13.errors = [{instancePath:instancePath+"/rejected_at",schemaPath:"#/properties/rejected_at/format",keyword:"format",params:{format: "utc-time"}}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/rejected_at",schemaPath:"#/properties/rejected_at/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.site_id !== undefined){
let data1 = data.site_id;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && obj0.isLongerThan(data1, 64)){
validate13.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1 || (data1.length < 2 && obj0.isShorterThan(data1, 1))){
validate13.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!(formats4(data1))){
validate13.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/site_id",schemaPath:"#/properties/site_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.code !== undefined){
let data2 = data.code;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 64 && obj0.isLongerThan(data2, 64)){
validate13.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!pattern3.test(data2)){
validate13.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z_]{0,63}$"}}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.errors !== undefined){
let data3 = data.errors;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
if(data3.length > 64){
validate13.errors = [{instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs10 = errors;
if(errors === _errs10){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if(((data4.path === undefined) && (missing1 = "path")) || ((data4.message === undefined) && (missing1 = "message"))){
validate13.errors = [{instancePath:instancePath+"/errors/" + i0,schemaPath:"#/properties/errors/items/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data4){
if(!((key1 === "path") || (key1 === "message"))){
validate13.errors = [{instancePath:instancePath+"/errors/" + i0,schemaPath:"#/properties/errors/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data4.path !== undefined){
let data5 = data4.path;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data5 === "string"){
if(data5.length > 512 && obj0.isLongerThan(data5, 512)){
validate13.errors = [{instancePath:instancePath+"/errors/" + i0+"/path",schemaPath:"#/properties/errors/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 512}}];
return false;
}
else {
if(!(formats4(data5))){
validate13.errors = [{instancePath:instancePath+"/errors/" + i0+"/path",schemaPath:"#/properties/errors/items/properties/path/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/errors/" + i0+"/path",schemaPath:"#/properties/errors/items/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data4.message !== undefined){
let data6 = data4.message;
const _errs15 = errors;
if(errors === _errs15){
if(errors === _errs15){
if(typeof data6 === "string"){
if(data6.length > 1024 && obj0.isLongerThan(data6, 1024)){
validate13.errors = [{instancePath:instancePath+"/errors/" + i0+"/message",schemaPath:"#/properties/errors/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(!(formats4(data6))){
validate13.errors = [{instancePath:instancePath+"/errors/" + i0+"/message",schemaPath:"#/properties/errors/items/properties/message/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/errors/" + i0+"/message",schemaPath:"#/properties/errors/items/properties/message/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/errors/" + i0,schemaPath:"#/properties/errors/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs10 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_version !== undefined){
let data7 = data.schema_version;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data7 === "string"){
if(data7.length > 16 && obj0.isLongerThan(data7, 16)){
validate13.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/maxLength",keyword:"maxLength",params:{limit: 16}}];
return false;
}
else {
if(!pattern2.test(data7)){
validate13.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/pattern",keyword:"pattern",params:{pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$"}}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ip_address !== undefined){
let data8 = data.ip_address;
const _errs19 = errors;
if((typeof data8 !== "string") && (data8 !== null)){
validate13.errors = [{instancePath:instancePath+"/ip_address",schemaPath:"#/properties/ip_address/type",keyword:"type",params:{type: schema14.properties.ip_address.type}}];
return false;
}
if(errors === _errs19){
if(errors === _errs19){
if(typeof data8 === "string"){
if(data8.length > 45 && obj0.isLongerThan(data8, 45)){
validate13.errors = [{instancePath:instancePath+"/ip_address",schemaPath:"#/properties/ip_address/maxLength",keyword:"maxLength",params:{limit: 45}}];
return false;
}
else {
if(!(formats4(data8))){
validate13.errors = [{instancePath:instancePath+"/ip_address",schemaPath:"#/properties/ip_address/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_agent !== undefined){
let data9 = data.user_agent;
const _errs21 = errors;
if((typeof data9 !== "string") && (data9 !== null)){
validate13.errors = [{instancePath:instancePath+"/user_agent",schemaPath:"#/properties/user_agent/type",keyword:"type",params:{type: schema14.properties.user_agent.type}}];
return false;
}
if(errors === _errs21){
if(errors === _errs21){
if(typeof data9 === "string"){
if(data9.length > 1024 && obj0.isLongerThan(data9, 1024)){
validate13.errors = [{instancePath:instancePath+"/user_agent",schemaPath:"#/properties/user_agent/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(!(formats4(data9))){
validate13.errors = [{instancePath:instancePath+"/user_agent",schemaPath:"#/properties/user_agent/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.origin !== undefined){
let data10 = data.origin;
const _errs23 = errors;
if((typeof data10 !== "string") && (data10 !== null)){
validate13.errors = [{instancePath:instancePath+"/origin",schemaPath:"#/properties/origin/type",keyword:"type",params:{type: schema14.properties.origin.type}}];
return false;
}
if(errors === _errs23){
if(errors === _errs23){
if(typeof data10 === "string"){
if(data10.length > 512 && obj0.isLongerThan(data10, 512)){
validate13.errors = [{instancePath:instancePath+"/origin",schemaPath:"#/properties/origin/maxLength",keyword:"maxLength",params:{limit: 512}}];
return false;
}
else {
if(!(formats4(data10))){
validate13.errors = [{instancePath:instancePath+"/origin",schemaPath:"#/properties/origin/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

exports["events/click"] = validate14;
const schema15 = {"type":"object","properties":{"element":{"type":"string","format":"text","maxLength":128},"element_id":{"type":"string","format":"text","maxLength":128},"element_classes":{"type":"string","format":"text","maxLength":256},"element_name":{"type":"string","format":"text","maxLength":128},"role":{"type":"string","format":"text","maxLength":128},"label":{"type":"string","format":"text","maxLength":128},"text":{"type":"string","format":"text","maxLength":128},"href":{"type":"string","format":"text","maxLength":2048},"outbound":{"type":"boolean"},"download":{"type":"boolean"},"file_extension":{"type":"string","pattern":"^[a-z0-9]{1,16}$","maxLength":16},"x":{"type":"integer","minimum":0,"maximum":65535},"y":{"type":"integer","minimum":0,"maximum":65535},"button":{"type":"integer","minimum":0,"maximum":15},"rage":{"type":"boolean"},"dead":{"type":"boolean"}},"additionalProperties":true,"maxProperties":255};
const pattern5 = new RegExp("^[a-z0-9]{1,16}$", "u");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate14.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
if(data.element !== undefined){
let data0 = data.element;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && obj0.isLongerThan(data0, 128)){
validate14.errors = [{instancePath:instancePath+"/element",schemaPath:"#/properties/element/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data0))){
validate14.errors = [{instancePath:instancePath+"/element",schemaPath:"#/properties/element/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/element",schemaPath:"#/properties/element/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.element_id !== undefined){
let data1 = data.element_id;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 128 && obj0.isLongerThan(data1, 128)){
validate14.errors = [{instancePath:instancePath+"/element_id",schemaPath:"#/properties/element_id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data1))){
validate14.errors = [{instancePath:instancePath+"/element_id",schemaPath:"#/properties/element_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/element_id",schemaPath:"#/properties/element_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.element_classes !== undefined){
let data2 = data.element_classes;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 256 && obj0.isLongerThan(data2, 256)){
validate14.errors = [{instancePath:instancePath+"/element_classes",schemaPath:"#/properties/element_classes/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
else {
if(!(formats4(data2))){
validate14.errors = [{instancePath:instancePath+"/element_classes",schemaPath:"#/properties/element_classes/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/element_classes",schemaPath:"#/properties/element_classes/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.element_name !== undefined){
let data3 = data.element_name;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data3 === "string"){
if(data3.length > 128 && obj0.isLongerThan(data3, 128)){
validate14.errors = [{instancePath:instancePath+"/element_name",schemaPath:"#/properties/element_name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data3))){
validate14.errors = [{instancePath:instancePath+"/element_name",schemaPath:"#/properties/element_name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/element_name",schemaPath:"#/properties/element_name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
let data4 = data.role;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data4 === "string"){
if(data4.length > 128 && obj0.isLongerThan(data4, 128)){
validate14.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data4))){
validate14.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined){
let data5 = data.label;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data5 === "string"){
if(data5.length > 128 && obj0.isLongerThan(data5, 128)){
validate14.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data5))){
validate14.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.text !== undefined){
let data6 = data.text;
const _errs14 = errors;
if(errors === _errs14){
if(errors === _errs14){
if(typeof data6 === "string"){
if(data6.length > 128 && obj0.isLongerThan(data6, 128)){
validate14.errors = [{instancePath:instancePath+"/text",schemaPath:"#/properties/text/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data6))){
validate14.errors = [{instancePath:instancePath+"/text",schemaPath:"#/properties/text/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/text",schemaPath:"#/properties/text/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.href !== undefined){
let data7 = data.href;
const _errs16 = errors;
if(errors === _errs16){
if(errors === _errs16){
if(typeof data7 === "string"){
if(data7.length > 2048 && obj0.isLongerThan(data7, 2048)){
validate14.errors = [{instancePath:instancePath+"/href",schemaPath:"#/properties/href/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data7))){
validate14.errors = [{instancePath:instancePath+"/href",schemaPath:"#/properties/href/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/href",schemaPath:"#/properties/href/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outbound !== undefined){
const _errs18 = errors;
if(typeof data.outbound !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/outbound",schemaPath:"#/properties/outbound/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.download !== undefined){
const _errs20 = errors;
if(typeof data.download !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/download",schemaPath:"#/properties/download/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.file_extension !== undefined){
let data10 = data.file_extension;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data10 === "string"){
if(data10.length > 16 && obj0.isLongerThan(data10, 16)){
validate14.errors = [{instancePath:instancePath+"/file_extension",schemaPath:"#/properties/file_extension/maxLength",keyword:"maxLength",params:{limit: 16}}];
return false;
}
else {
if(!pattern5.test(data10)){
validate14.errors = [{instancePath:instancePath+"/file_extension",schemaPath:"#/properties/file_extension/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]{1,16}$"}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/file_extension",schemaPath:"#/properties/file_extension/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.x !== undefined){
let data11 = data.x;
const _errs24 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate14.errors = [{instancePath:instancePath+"/x",schemaPath:"#/properties/x/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs24){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 65535 || isNaN(data11)){
validate14.errors = [{instancePath:instancePath+"/x",schemaPath:"#/properties/x/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate14.errors = [{instancePath:instancePath+"/x",schemaPath:"#/properties/x/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.y !== undefined){
let data12 = data.y;
const _errs26 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate14.errors = [{instancePath:instancePath+"/y",schemaPath:"#/properties/y/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs26){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 65535 || isNaN(data12)){
validate14.errors = [{instancePath:instancePath+"/y",schemaPath:"#/properties/y/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate14.errors = [{instancePath:instancePath+"/y",schemaPath:"#/properties/y/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.button !== undefined){
let data13 = data.button;
const _errs28 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate14.errors = [{instancePath:instancePath+"/button",schemaPath:"#/properties/button/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs28){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 15 || isNaN(data13)){
validate14.errors = [{instancePath:instancePath+"/button",schemaPath:"#/properties/button/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15}}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate14.errors = [{instancePath:instancePath+"/button",schemaPath:"#/properties/button/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rage !== undefined){
const _errs30 = errors;
if(typeof data.rage !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/rage",schemaPath:"#/properties/rage/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dead !== undefined){
const _errs32 = errors;
if(typeof data.dead !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/dead",schemaPath:"#/properties/dead/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

exports["events/engagement"] = validate15;
const schema16 = {"type":"object","properties":{"visible_ms":{"type":"integer","minimum":0,"maximum":2678400000},"active_ms":{"type":"integer","minimum":0,"maximum":2678400000},"max_scroll_percent":{"type":"integer","minimum":0,"maximum":100},"reason":{"enum":["hide","leave","navigate"]}},"required":["visible_ms","active_ms"],"additionalProperties":true,"maxProperties":255};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate15.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
let missing0;
if(((data.visible_ms === undefined) && (missing0 = "visible_ms")) || ((data.active_ms === undefined) && (missing0 = "active_ms"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.visible_ms !== undefined){
let data0 = data.visible_ms;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate15.errors = [{instancePath:instancePath+"/visible_ms",schemaPath:"#/properties/visible_ms/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2678400000 || isNaN(data0)){
validate15.errors = [{instancePath:instancePath+"/visible_ms",schemaPath:"#/properties/visible_ms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2678400000}}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate15.errors = [{instancePath:instancePath+"/visible_ms",schemaPath:"#/properties/visible_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.active_ms !== undefined){
let data1 = data.active_ms;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate15.errors = [{instancePath:instancePath+"/active_ms",schemaPath:"#/properties/active_ms/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 2678400000 || isNaN(data1)){
validate15.errors = [{instancePath:instancePath+"/active_ms",schemaPath:"#/properties/active_ms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2678400000}}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate15.errors = [{instancePath:instancePath+"/active_ms",schemaPath:"#/properties/active_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
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
if(data.max_scroll_percent !== undefined){
let data2 = data.max_scroll_percent;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate15.errors = [{instancePath:instancePath+"/max_scroll_percent",schemaPath:"#/properties/max_scroll_percent/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 100 || isNaN(data2)){
validate15.errors = [{instancePath:instancePath+"/max_scroll_percent",schemaPath:"#/properties/max_scroll_percent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate15.errors = [{instancePath:instancePath+"/max_scroll_percent",schemaPath:"#/properties/max_scroll_percent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
let data3 = data.reason;
const _errs8 = errors;
if(!(((data3 === "hide") || (data3 === "leave")) || (data3 === "navigate"))){
validate15.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema16.properties.reason.enum}}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

exports["events/form_abandon"] = validate16;
const schema17 = {"type":"object","properties":{"form_id":{"type":"string","format":"text","maxLength":128},"form_name":{"type":"string","format":"text","maxLength":128},"form_action":{"type":"string","format":"text","maxLength":2048},"fields":{"type":"array","maxItems":64,"items":{"type":"string","format":"text","maxLength":128}},"last_field":{"type":"string","format":"text","maxLength":128},"duration_ms":{"type":"integer","minimum":0,"maximum":2678400000}},"additionalProperties":true,"maxProperties":255};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate16.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
if(data.form_id !== undefined){
let data0 = data.form_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && obj0.isLongerThan(data0, 128)){
validate16.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data0))){
validate16.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.form_name !== undefined){
let data1 = data.form_name;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 128 && obj0.isLongerThan(data1, 128)){
validate16.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data1))){
validate16.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.form_action !== undefined){
let data2 = data.form_action;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 2048 && obj0.isLongerThan(data2, 2048)){
validate16.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data2))){
validate16.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fields !== undefined){
let data3 = data.fields;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
if(data3.length > 64){
validate16.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data4 === "string"){
if(data4.length > 128 && obj0.isLongerThan(data4, 128)){
validate16.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data4))){
validate16.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs10 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.last_field !== undefined){
let data5 = data.last_field;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data5 === "string"){
if(data5.length > 128 && obj0.isLongerThan(data5, 128)){
validate16.errors = [{instancePath:instancePath+"/last_field",schemaPath:"#/properties/last_field/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data5))){
validate16.errors = [{instancePath:instancePath+"/last_field",schemaPath:"#/properties/last_field/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/last_field",schemaPath:"#/properties/last_field/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.duration_ms !== undefined){
let data6 = data.duration_ms;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate16.errors = [{instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 2678400000 || isNaN(data6)){
validate16.errors = [{instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2678400000}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate16.errors = [{instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

exports["events/form_start"] = validate17;
const schema18 = {"type":"object","properties":{"form_id":{"type":"string","format":"text","maxLength":128},"form_name":{"type":"string","format":"text","maxLength":128},"form_action":{"type":"string","format":"text","maxLength":2048},"field":{"type":"string","format":"text","maxLength":128}},"additionalProperties":true,"maxProperties":255};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate17.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
if(data.form_id !== undefined){
let data0 = data.form_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && obj0.isLongerThan(data0, 128)){
validate17.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data0))){
validate17.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.form_name !== undefined){
let data1 = data.form_name;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 128 && obj0.isLongerThan(data1, 128)){
validate17.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data1))){
validate17.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.form_action !== undefined){
let data2 = data.form_action;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 2048 && obj0.isLongerThan(data2, 2048)){
validate17.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data2))){
validate17.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.field !== undefined){
let data3 = data.field;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data3 === "string"){
if(data3.length > 128 && obj0.isLongerThan(data3, 128)){
validate17.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data3))){
validate17.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
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
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}

exports["events/form_submit"] = validate18;
const schema19 = {"type":"object","properties":{"form_id":{"type":"string","format":"text","maxLength":128},"form_name":{"type":"string","format":"text","maxLength":128},"form_action":{"type":"string","format":"text","maxLength":2048},"fields":{"type":"array","maxItems":64,"items":{"type":"string","format":"text","maxLength":128}},"last_field":{"type":"string","format":"text","maxLength":128},"duration_ms":{"type":"integer","minimum":0,"maximum":2678400000}},"additionalProperties":true,"maxProperties":255};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate18.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
if(data.form_id !== undefined){
let data0 = data.form_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && obj0.isLongerThan(data0, 128)){
validate18.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data0))){
validate18.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/form_id",schemaPath:"#/properties/form_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.form_name !== undefined){
let data1 = data.form_name;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 128 && obj0.isLongerThan(data1, 128)){
validate18.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data1))){
validate18.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/form_name",schemaPath:"#/properties/form_name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.form_action !== undefined){
let data2 = data.form_action;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 2048 && obj0.isLongerThan(data2, 2048)){
validate18.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data2))){
validate18.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/form_action",schemaPath:"#/properties/form_action/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fields !== undefined){
let data3 = data.fields;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
if(data3.length > 64){
validate18.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data4 === "string"){
if(data4.length > 128 && obj0.isLongerThan(data4, 128)){
validate18.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data4))){
validate18.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs10 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.last_field !== undefined){
let data5 = data.last_field;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data5 === "string"){
if(data5.length > 128 && obj0.isLongerThan(data5, 128)){
validate18.errors = [{instancePath:instancePath+"/last_field",schemaPath:"#/properties/last_field/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data5))){
validate18.errors = [{instancePath:instancePath+"/last_field",schemaPath:"#/properties/last_field/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/last_field",schemaPath:"#/properties/last_field/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.duration_ms !== undefined){
let data6 = data.duration_ms;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate18.errors = [{instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 2678400000 || isNaN(data6)){
validate18.errors = [{instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2678400000}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate18.errors = [{instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

exports["events/identify"] = validate19;
const schema20 = {"type":"object","properties":{},"additionalProperties":true,"maxProperties":255};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate19.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

exports["events/js_error"] = validate20;
const schema21 = {"type":"object","properties":{"message":{"type":"string","format":"text","maxLength":1024},"name":{"type":"string","format":"text","maxLength":128},"kind":{"enum":["error","unhandled_rejection"]},"stack":{"type":"string","format":"text","maxLength":8192},"source":{"type":"string","format":"text","maxLength":2048},"line":{"type":"integer","minimum":0,"maximum":100000000},"column":{"type":"integer","minimum":0,"maximum":100000000},"count":{"type":"integer","minimum":1,"maximum":1000000}},"required":["message"],"additionalProperties":true,"maxProperties":255};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate20.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
let missing0;
if((data.message === undefined) && (missing0 = "message")){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.message !== undefined){
let data0 = data.message;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 1024 && obj0.isLongerThan(data0, 1024)){
validate20.errors = [{instancePath:instancePath+"/message",schemaPath:"#/properties/message/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(!(formats4(data0))){
validate20.errors = [{instancePath:instancePath+"/message",schemaPath:"#/properties/message/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data1 = data.name;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 128 && obj0.isLongerThan(data1, 128)){
validate20.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(!(formats4(data1))){
validate20.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data2 = data.kind;
const _errs6 = errors;
if(!((data2 === "error") || (data2 === "unhandled_rejection"))){
validate20.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema21.properties.kind.enum}}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stack !== undefined){
let data3 = data.stack;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data3 === "string"){
if(data3.length > 8192 && obj0.isLongerThan(data3, 8192)){
validate20.errors = [{instancePath:instancePath+"/stack",schemaPath:"#/properties/stack/maxLength",keyword:"maxLength",params:{limit: 8192}}];
return false;
}
else {
if(!(formats4(data3))){
validate20.errors = [{instancePath:instancePath+"/stack",schemaPath:"#/properties/stack/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/stack",schemaPath:"#/properties/stack/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
let data4 = data.source;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(typeof data4 === "string"){
if(data4.length > 2048 && obj0.isLongerThan(data4, 2048)){
validate20.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats4(data4))){
validate20.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.line !== undefined){
let data5 = data.line;
const _errs11 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate20.errors = [{instancePath:instancePath+"/line",schemaPath:"#/properties/line/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 100000000 || isNaN(data5)){
validate20.errors = [{instancePath:instancePath+"/line",schemaPath:"#/properties/line/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000}}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate20.errors = [{instancePath:instancePath+"/line",schemaPath:"#/properties/line/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.column !== undefined){
let data6 = data.column;
const _errs13 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate20.errors = [{instancePath:instancePath+"/column",schemaPath:"#/properties/column/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs13){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 100000000 || isNaN(data6)){
validate20.errors = [{instancePath:instancePath+"/column",schemaPath:"#/properties/column/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate20.errors = [{instancePath:instancePath+"/column",schemaPath:"#/properties/column/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data7 = data.count;
const _errs15 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate20.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1000000 || isNaN(data7)){
validate20.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000}}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate20.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

exports["events/page_view"] = validate21;
const schema22 = {"type":"object","properties":{"navigation":{"enum":["load","reload","back_forward","in_app","restored","prerendered"]},"canonical_url":{"type":"string","format":"http-url","maxLength":2048}},"additionalProperties":true,"maxProperties":255};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate21.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
if(data.navigation !== undefined){
let data0 = data.navigation;
const _errs2 = errors;
if(!((((((data0 === "load") || (data0 === "reload")) || (data0 === "back_forward")) || (data0 === "in_app")) || (data0 === "restored")) || (data0 === "prerendered"))){
validate21.errors = [{instancePath:instancePath+"/navigation",schemaPath:"#/properties/navigation/enum",keyword:"enum",params:{allowedValues: schema22.properties.navigation.enum}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.canonical_url !== undefined){
let data1 = data.canonical_url;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 2048 && obj0.isLongerThan(data1, 2048)){
validate21.errors = [{instancePath:instancePath+"/canonical_url",schemaPath:"#/properties/canonical_url/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(!(formats6(data1))){
validate21.errors = [{instancePath:instancePath+"/canonical_url",schemaPath:"#/properties/canonical_url/format",keyword:"format",params:{format: "http-url"}}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/canonical_url",schemaPath:"#/properties/canonical_url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

exports["events/scroll"] = validate22;
const schema23 = {"type":"object","properties":{"depth_percent":{"type":"integer","minimum":0,"maximum":100},"depth_px":{"type":"integer","minimum":0,"maximum":100000000},"page_height":{"type":"integer","minimum":0,"maximum":100000000}},"required":["depth_percent"],"additionalProperties":true,"maxProperties":255};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate22.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
let missing0;
if((data.depth_percent === undefined) && (missing0 = "depth_percent")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.depth_percent !== undefined){
let data0 = data.depth_percent;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate22.errors = [{instancePath:instancePath+"/depth_percent",schemaPath:"#/properties/depth_percent/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
validate22.errors = [{instancePath:instancePath+"/depth_percent",schemaPath:"#/properties/depth_percent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate22.errors = [{instancePath:instancePath+"/depth_percent",schemaPath:"#/properties/depth_percent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.depth_px !== undefined){
let data1 = data.depth_px;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate22.errors = [{instancePath:instancePath+"/depth_px",schemaPath:"#/properties/depth_px/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 100000000 || isNaN(data1)){
validate22.errors = [{instancePath:instancePath+"/depth_px",schemaPath:"#/properties/depth_px/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000}}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate22.errors = [{instancePath:instancePath+"/depth_px",schemaPath:"#/properties/depth_px/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
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
if(data.page_height !== undefined){
let data2 = data.page_height;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate22.errors = [{instancePath:instancePath+"/page_height",schemaPath:"#/properties/page_height/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 100000000 || isNaN(data2)){
validate22.errors = [{instancePath:instancePath+"/page_height",schemaPath:"#/properties/page_height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate22.errors = [{instancePath:instancePath+"/page_height",schemaPath:"#/properties/page_height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
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
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

exports["events/web_vital"] = validate23;
const schema24 = {"type":"object","properties":{"name":{"enum":["CLS","FCP","INP","LCP","TTFB"]},"value":{"type":"number","minimum":0,"maximum":1000000000},"rating":{"enum":["good","needs-improvement","poor"]},"delta":{"type":"number","minimum":-1000000000,"maximum":1000000000},"id":{"type":"string","format":"text","maxLength":64},"navigation_type":{"enum":["navigate","reload","back-forward","back-forward-cache","prerender","restore"]},"target":{"type":"string","format":"text","maxLength":256}},"required":["name","value"],"additionalProperties":true,"maxProperties":255};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 255){
validate23.errors = [{instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 255}}];
return false;
}
else {
let missing0;
if(((data.name === undefined) && (missing0 = "name")) || ((data.value === undefined) && (missing0 = "value"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs2 = errors;
if(!(((((data0 === "CLS") || (data0 === "FCP")) || (data0 === "INP")) || (data0 === "LCP")) || (data0 === "TTFB"))){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/enum",keyword:"enum",params:{allowedValues: schema24.properties.name.enum}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data1 = data.value;
const _errs3 = errors;
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000000000 || isNaN(data1)){
validate23.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate23.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rating !== undefined){
let data2 = data.rating;
const _errs5 = errors;
if(!(((data2 === "good") || (data2 === "needs-improvement")) || (data2 === "poor"))){
validate23.errors = [{instancePath:instancePath+"/rating",schemaPath:"#/properties/rating/enum",keyword:"enum",params:{allowedValues: schema24.properties.rating.enum}}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.delta !== undefined){
let data3 = data.delta;
const _errs6 = errors;
if(errors === _errs6){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000000000 || isNaN(data3)){
validate23.errors = [{instancePath:instancePath+"/delta",schemaPath:"#/properties/delta/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data3 < -1000000000 || isNaN(data3)){
validate23.errors = [{instancePath:instancePath+"/delta",schemaPath:"#/properties/delta/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000}}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/delta",schemaPath:"#/properties/delta/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data4 = data.id;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data4 === "string"){
if(data4.length > 64 && obj0.isLongerThan(data4, 64)){
validate23.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(!(formats4(data4))){
validate23.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.navigation_type !== undefined){
let data5 = data.navigation_type;
const _errs10 = errors;
if(!((((((data5 === "navigate") || (data5 === "reload")) || (data5 === "back-forward")) || (data5 === "back-forward-cache")) || (data5 === "prerender")) || (data5 === "restore"))){
validate23.errors = [{instancePath:instancePath+"/navigation_type",schemaPath:"#/properties/navigation_type/enum",keyword:"enum",params:{allowedValues: schema24.properties.navigation_type.enum}}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
let data6 = data.target;
const _errs11 = errors;
if(errors === _errs11){
if(errors === _errs11){
if(typeof data6 === "string"){
if(data6.length > 256 && obj0.isLongerThan(data6, 256)){
validate23.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
else {
if(!(formats4(data6))){
validate23.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/format",keyword:"format",params:{format: "text"}}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

  return exports
}
