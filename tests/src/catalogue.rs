//! A catalogue of any size for volume tests and benchmarks, as the csv that `reference_import` takes.
//!
//! Made up, and nobody's: names are put together from the words that names of items are made of, so that they share
//! beginnings, syllables and endings the way real ones do. The same number always gives the same item.

use std::fmt::Write as _;

/// A word in Simplified Chinese, Traditional Chinese and English.
type Word = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const OBJECTS: [Word; 60] = [
    ("食品经营许可", "食品經營許可", "food business licence"), ("食品生产许可", "食品生產許可", "food production licence"),
    ("药品经营许可", "藥品經營許可", "drug distribution licence"), ("医疗器械经营备案", "醫療器械經營備案", "medical device recordation"),
    ("烟草专卖零售许可证", "煙草專賣零售許可證", "tobacco retail licence"), ("道路运输经营许可", "道路運輸經營許可", "road transport licence"),
    ("网络预约出租汽车运输证", "網絡預約出租汽車運輸證", "ride-hailing permit"), ("机动车驾驶证", "機動車駕駛證", "driving licence"),
    ("公共场所卫生许可", "公共場所衛生許可", "public-place hygiene licence"), ("医师执业注册", "醫師執業註冊", "physician registration"),
    ("护士执业注册", "護士執業註冊", "nurse registration"), ("诊所备案", "診所備案", "clinic recordation"),
    ("母婴保健技术服务许可", "母嬰保健技術服務許可", "maternal health service licence"), ("放射诊疗许可", "放射診療許可", "radiotherapy licence"),
    ("人力资源服务许可", "人力資源服務許可", "human resources service permit"), ("劳务派遣经营许可", "勞務派遣經營許可", "labour dispatch licence"),
    ("民办学校办学许可", "民辦學校辦學許可", "private school permit"), ("社会团体登记", "社會團體登記", "social organisation registration"),
    ("民办非企业单位登记", "民辦非企業單位登記", "private non-enterprise registration"), ("养老机构备案", "養老機構備案", "care home recordation"),
    ("最低生活保障", "最低生活保障", "minimum living allowance"), ("高龄津贴", "高齡津貼", "old-age allowance"),
    ("残疾人证", "殘疾人證", "disability certificate"), ("婚姻登记", "婚姻登記", "marriage registration"),
    ("收养登记", "收養登記", "adoption registration"), ("居住证", "居住證", "residence permit"),
    ("户口迁移", "戶口遷移", "household registration transfer"), ("普通护照", "普通護照", "ordinary passport"),
    ("旅馆业特种行业许可", "旅館業特種行業許可", "hotel special-trade licence"), ("大型群众性活动安全许可", "大型群眾性活動安全許可", "mass event permit"),
    ("建筑工程施工许可", "建築工程施工許可", "construction permit"), ("商品房预售许可", "商品房預售許可", "housing presale permit"),
    ("房屋建筑竣工验收备案", "房屋建築竣工驗收備案", "completion acceptance recordation"), ("城镇污水排入排水管网许可", "城鎮污水排入排水管網許可", "sewage discharge permit"),
    ("临时占用城市道路许可", "臨時佔用城市道路許可", "temporary road occupation permit"), ("户外广告设施许可", "戶外廣告設施許可", "outdoor advertising permit"),
    ("建设用地规划许可", "建設用地規劃許可", "land planning permit"), ("不动产登记", "不動產登記", "real estate registration"),
    ("取水许可", "取水許可", "water abstraction permit"), ("排污许可", "排污許可", "pollutant discharge permit"),
    ("危险废物经营许可", "危險廢物經營許可", "hazardous waste licence"), ("危险化学品经营许可", "危險化學品經營許可", "hazardous chemicals licence"),
    ("特种设备使用登记", "特種設備使用登記", "special equipment registration"), ("计量标准器具核准", "計量標準器具核准", "measurement standard approval"),
    ("企业登记档案查询", "企業登記檔案查詢", "enterprise archive enquiry"), ("个体工商户登记", "個體工商戶登記", "sole trader registration"),
    ("外商投资企业登记", "外商投資企業登記", "foreign-invested enterprise registration"), ("对外贸易经营者备案", "對外貿易經營者備案", "foreign trade operator recordation"),
    ("营业性演出许可", "營業性演出許可", "commercial performance permit"), ("出版物零售许可", "出版物零售許可", "publication retail permit"),
    ("旅行社业务经营许可", "旅行社業務經營許可", "travel agency licence"), ("文物拍卖许可", "文物拍賣許可", "cultural relics auction permit"),
    ("律师执业许可", "律師執業許可", "lawyer practice licence"), ("公证员执业审核", "公證員執業審核", "notary practice review"),
    ("代理记账许可", "代理記賬許可", "bookkeeping agency permit"), ("社会保险登记", "社會保險登記", "social insurance registration"),
    ("工伤认定", "工傷認定", "work injury determination"), ("医疗保险关系转移", "醫療保險關係轉移", "medical insurance transfer"),
    ("住房公积金提取", "住房公積金提取", "housing fund withdrawal"), ("无线电台执照", "無線電臺執照", "radio station licence"),
];

#[rustfmt::skip]
const ACTIONS: [Word; 20] = [
    ("新办", "新辦", "new"), ("延续", "延續", "renewal"), ("变更名称", "變更名稱", "change of name"), ("变更地址", "變更地址", "change of address"),
    ("变更负责人", "變更負責人", "change of person in charge"), ("补发", "補發", "replacement"), ("注销", "註銷", "deregistration"),
    ("年检", "年檢", "annual inspection"), ("核发", "核發", "issue"), ("换领", "換領", "exchange"), ("查询", "查詢", "enquiry"),
    ("咨询服务", "諮詢服務", "advisory service"), ("初审", "初審", "preliminary examination"), ("备案", "備案", "recordation"),
    ("缴费", "繳費", "payment"), ("撤销", "撤銷", "revocation"), ("告知承诺办理", "告知承諾辦理", "by commitment"),
    ("增加经营项目", "增加經營項目", "additional lines"), ("停业", "停業", "suspension"), ("恢复", "恢復", "resumption"),
];

#[rustfmt::skip]
const WHOM: [Word; 25] = [
    ("", "", ""), ("市级权限", "市級權限", "city powers"), ("区级权限", "區級權限", "district powers"), ("个人", "個人", "persons"),
    ("企业", "企業", "companies"), ("外国人", "外國人", "foreigners"), ("港澳台居民", "港澳臺居民", "HK, Macao and Taiwan residents"),
    ("老年人", "老年人", "the elderly"), ("未成年人", "未成年人", "minors"), ("小微企业", "小微企業", "small companies"),
    ("餐饮环节", "餐飲環節", "catering"), ("销售环节", "銷售環節", "sales"), ("连锁门店", "連鎖門店", "chain shops"),
    ("学校食堂", "學校食堂", "school canteens"), ("开发区", "開發區", "development area"), ("乡镇", "鄉鎮", "townships"),
    ("街道", "街道", "sub-districts"), ("事业单位", "事業單位", "public institutions"), ("分支机构", "分支機構", "branches"),
    ("代办", "代辦", "by an agent"), ("加急", "加急", "urgent"), ("线下", "線下", "on site"), ("集中办理", "集中辦理", "in bulk"),
    ("首次", "首次", "first time"), ("跨区", "跨區", "across districts"),
];

/// Departments a catalogue has unless a test asks for more.
pub const DEPARTMENTS: usize = 40;

/// So many departments as csv; every second one has a back office in the hall.
pub fn departments_csv(count: usize) -> String {
    let mut csv = String::from("id,zh_hans,zh_hant,en,level,present\n");
    for number in 1..=count {
        let present = if number % 2 == 1 { "yes" } else { "no" };
        line(&mut csv, format_args!("{number},第{number}测试局,第{number}測試局,Test Bureau {number},city,{present}"));
    }
    csv
}

/// So many items as csv, at most 60 × 20 × 25 = 30,000, for so many departments in turn; no two have the same name.
pub fn items_csv(count: usize, departments: usize) -> String {
    let mut csv = String::from("id,code,zh_hans,zh_hant,en,aliases,departments,window_minutes,needs_approver\n");
    for number in 0..count.min(OBJECTS.len() * ACTIONS.len() * WHOM.len()) {
        // Neighbours differ in their object: a short catalogue is as mixed as a long one.
        let object = OBJECTS[number % OBJECTS.len()];
        let action = ACTIONS[number / OBJECTS.len() % ACTIONS.len()];
        let whom = WHOM[number / (OBJECTS.len() * ACTIONS.len())];
        let (open, close) = if whom.0.is_empty() { ("", "") } else { ("（", "）") };
        let id = number + 1;
        let department = number % departments + 1;
        line(
            &mut csv,
            format_args!(
                "{id},1111{id:027},{}{}{open}{}{close},{}{}{open}{}{close},\"{}: {} {}\",{}{},{department},{},yes",
                object.0,
                action.0,
                whom.0,
                object.1,
                action.1,
                whom.1,
                object.2,
                action.2,
                whom.2, // names
                object.0.chars().take(2).collect::<String>(),
                action.0, // what people call it
                10 + number % 5 * 10,
            ),
        );
    }
    csv
}

fn line(csv: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(csv, "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn thirty_thousand_names_and_no_two_alike() {
        let csv = items_csv(usize::MAX, DEPARTMENTS);
        let names: HashSet<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
        assert_eq!(names.len(), 30_000);
        assert_eq!(items_csv(7, DEPARTMENTS).lines().count(), 8);
        assert_eq!(items_csv(7, DEPARTMENTS), items_csv(7, DEPARTMENTS));
    }
}
