/**
 * The four messages of appendix A of OASIS CAP 1.2, element by element as published; long texts, which nothing here reads, are left out.
 */
const alert = (inner: string): string => `<?xml version = "1.0" encoding = "UTF-8"?>\n<alert xmlns = "urn:oasis:names:tc:emergency:cap:1.2">\n${inner}\n</alert>\n`

/** A.1: no times but "sent", no geocode. */
export const HSAS = alert(`<identifier>43b080713727</identifier><sender>hsas@dhs.gov</sender><sent>2003-04-02T14:39:01-05:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><category>Security</category><event>Homeland Security Advisory System Update</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
<parameter><valueName>HSAS</valueName><value>ORANGE</value></parameter><resource><resourceDesc>Image file (GIF)</resourceDesc><mimeType>image/gif</mimeType><uri>http://www.dhs.gov/dhspublic/getAdvisoryImage</uri></resource>
<area><areaDesc>U.S. nationwide and interests worldwide</areaDesc></area></info>`)

/** A.2: expires, a polygon and geocodes. */
export const THUNDERSTORM = alert(`<identifier>KSTO1055887203</identifier><sender>KSTO@NWS.NOAA.GOV</sender><sent>2003-06-17T14:57:00-07:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><category>Met</category><event>SEVERE THUNDERSTORM</event><responseType>Shelter</responseType><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
<eventCode><valueName>SAME</valueName><value>SVR</value></eventCode><expires>2003-06-17T16:00:00-07:00</expires>
<area><areaDesc>EXTREME NORTH CENTRAL TUOLUMNE COUNTY IN CALIFORNIA, EXTREME NORTHEASTERN CALAVERAS COUNTY IN CALIFORNIA, SOUTHWESTERN ALPINE COUNTY IN CALIFORNIA</areaDesc>
<polygon>38.47,-120.14 38.34,-119.95 38.52,-119.74 38.62,-119.89 38.47,-120.14</polygon>
<geocode><valueName>SAME</valueName><value>006109</value></geocode><geocode><valueName>SAME</valueName><value>006009</value></geocode><geocode><valueName>SAME</valueName><value>006003</value></geocode></area></info>`)

/** A.3: an update of an event that is over. */
export const EARTHQUAKE = alert(`<identifier>TRI13970876.2</identifier><sender>trinet@caltech.edu</sender><sent>2003-06-11T20:56:00-07:00</sent><status>Actual</status><msgType>Update</msgType><scope>Public</scope><references>trinet@caltech.edu,TRI13970876.1,2003-06-11T20:30:00-07:00</references>
<info><category>Geo</category><event>Earthquake</event><urgency>Past</urgency><severity>Minor</severity><certainty>Observed</certainty>
<parameter><valueName>EventID</valueName><value>13970876</value></parameter><parameter><valueName>Version</valueName><value>1</value></parameter><parameter><valueName>Magnitude</valueName><value>3.4 Ml</value></parameter>
<area><areaDesc>1 mi. WSW of Brawley, CA; 11 mi. N of El Centro, CA; 30 mi. E of OCOTILLO, CA; 1 mi. N of the Imperial Fault</areaDesc><circle>32.9525,-115.5527 0</circle></area></info>`)

const amberInfo = (language: string, areaDesc: string): string => `<info><language>${language}</language><category>Rescue</category><event>Child Abduction</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
<eventCode><valueName>SAME</valueName><value>CAE</value></eventCode><area><areaDesc>${areaDesc}</areaDesc><geocode><valueName>SAME</valueName><value>006037</value></geocode></area></info>`

/** A.4: the same in two languages. */
export const AMBER = alert(`<identifier>KAR0-0306112239-SW</identifier><sender>KARO@CLETS.DOJ.CA.GOV</sender><sent>2003-06-11T22:39:00-07:00</sent><status>Actual</status><msgType>Alert</msgType><source>SW</source><scope>Public</scope>
${amberInfo('en-US', 'Los Angeles County')}${amberInfo('es-US', 'condado de Los Ángeles')}`)
