/** What the province listed as its systems, and what must come of each: the sources that may bring it, and by what its indicators are known. */
export interface ProvinceSystem {
  name: string
  sources: readonly string[]
  indicators: RegExp
}

const one = (name: string, sources: string | readonly string[], indicators: RegExp): ProvinceSystem => ({ name, sources: typeof sources === 'string' ? [sources] : sources, indicators })

export const PROVINCE_SYSTEMS: readonly ProvinceSystem[] = [
  one('văn bản và điều hành / e-office', 'egov', /^egov\./),
  one('một cửa / one-stop shop', ['tthc', 'tthc-agencies', 'tthc-hourly'], /^tthc\./),
  one('dịch vụ công trực tuyến / online services', 'online-services', /^dvc\./),
  one('chỉ số 766 / 766 index', 'online-services', /^index766\./),
  one('hội nghị trực tuyến / conference', ['conference-sites', 'conference-calendar'], /^vc\./),
  one('liên thông Đảng, chính quyền / exchange of Party and government', 'exchange', /^(?:party|lgsp)\./),
  one('ứng dụng / apps', 'digital-services', /^app\./),
  one('trung tâm dữ liệu / data centre', 'datacentre', /^dc\./),
  one('giám sát an toàn, an ninh mạng / SOC', 'soc', /^soc\.(?:alerts|incidents)/),
  one('tường lửa, WAF / firewalls', 'firewall', /^soc\.perimeter/),
  one('DTI', 'dti', /^dti\./),
  one('ngân sách chuyển đổi số / DX budget', 'dx-resources', /^dx\.(?:spending|budget|capital|recurrent)/),
  one('dịch vụ thuê / leased services', 'dx-resources', /^dx\.(?:leased|contract)/),
  one('nhân lực công nghệ thông tin / IT workforce', 'dx-resources', /^dx\.it-staff/),
  one('cổng thông tin điện tử / portal', 'portal', /^portal\./),
  one('phản ánh, kiến nghị / petitions', ['feedback', 'hotline'], /^feedback\./),
  one('tổng đài 1022 / telephone exchange', 'call-centre', /^feedback\.calls/),
  one('chính IOC / the IOC itself', 'ioc-self', /^ioc\./),
  one('kinh tế / economy', 'economy', /^eco\./),
  one('y tế / health', 'health', /^health\./),
  one('giáo dục / education', 'education', /^edu\./),
  one('môi trường / environment', ['environment', 'environment-files'], /^env\./),
  one('hồ Dầu Tiếng, sông / reservoir', 'reservoir', /^hydro\./),
  one('thời tiết, thiên tai / weather', ['reservoir', 'weather-alerts'], /^(?:weather|disaster)\./),
  one('camera / cameras', 'cameras', /^cam\./),
  one('giao thông / traffic', ['public-order', 'cameras'], /^traffic\./),
  one('trật tự / order', 'public-order', /^order\./),
  one('nông nghiệp / agriculture', 'agriculture', /^agri\./),
  one('du lịch / tourism', 'tourism', /^tour\./),
  one('báo chí, mạng xã hội / media', 'media', /^media\./),
  one('cửa khẩu / border', 'border', /^border\./),
  one('cải cách hành chính / administrative reform', 'periodic-figures', /^gov\./),
]
