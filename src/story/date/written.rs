//! Dates as people write them, in the orders and languages of the pages read.

use jiff::civil::Date;

use super::time;
use super::tokens::{Kind, Token, month, tokens};

/// What comes first where day and month are both numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 5/4/2031, as in the United States.
    MonthFirst,
    /// 4/5/2031, as nearly everywhere else.
    DayFirst,
}

/// A date found among words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The date in ISO 8601, with a time of day and an offset if they are told.
    pub iso: String,
    /// How many words the text has that are no part of it.
    pub others: usize,
}

/// The first date in a text, with the time of day beside it.
pub fn find(text: &str, order: Order) -> Option<Written> {
    let lower = text.to_lowercase();
    let tokens = tokens(&lower);
    let found = (0..tokens.len()).find_map(|at| {
        let after_digit = at > 0 && matches!(tokens[at - 1].kind, Kind::Number(..));
        let form = Form::at(&tokens, at, order).filter(|_| !after_digit)?;
        Some((at, form))
    });
    let (at, form) = found?;
    let time = time::beside(&tokens, at, form.end);
    let words = tokens.iter().filter(|it| matches!(it.kind, Kind::Word(_)));
    let used = tokens[at..form.end].iter();
    let used = used.filter(|it| matches!(it.kind, Kind::Word(_))).count();
    Some(Written {
        iso: time.map_or_else(|| form.date.to_string(), |it| it.on(form.date)),
        others: words.count() - used,
    })
}

/// A date and the token after it.
#[derive(Clone, Copy, Debug)]
struct Form {
    date: Date,
    end: usize,
}

/// A token's kind, or nothing beyond the end.
fn kind<'a>(tokens: &[Token<'a>], at: usize) -> Option<Kind<'a>> {
    tokens.get(at).map(|it| it.kind)
}

impl Form {
    /// The date that starts at a token, in any of the forms.
    fn at(tokens: &[Token<'_>], at: usize, order: Order) -> Option<Form> {
        match kind(tokens, at)? {
            Kind::Number(day, 8) => Form::compact(day, at),
            Kind::Number(year, 4) => {
                Form::year_first(tokens, at, year).or_else(|| Form::year_name_day(tokens, at, year))
            }
            Kind::Number(first, 1 | 2) => Form::numbers(tokens, at, first, order)
                .or_else(|| Form::day_name_year(tokens, at, first)),
            Kind::Word(word) => Form::name_day_year(tokens, at, month(word)?),
            _ => None,
        }
    }

    fn of(year: u32, month: u32, day: u32, end: usize) -> Option<Form> {
        /// Earlier dates are what a story tells of; later ones are numbers of something else.
        const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
        let year = YEARS.contains(&year).then_some(year as i16)?;
        let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        Some(Form { date, end })
    }

    /// `20310504`.
    fn compact(digits: u32, at: usize) -> Option<Form> {
        Form::of(digits / 10_000, digits / 100 % 100, digits % 100, at + 1)
    }

    /// `2031-05-04`, `2031/5/4`, `2031. 5. 4.`, `2031年5月4日`.
    fn year_first(tokens: &[Token<'_>], at: usize, year: u32) -> Option<Form> {
        let separated = |at| {
            matches!(
                kind(tokens, at),
                Some(Kind::Sign('-' | '/' | '.' | '年' | '月' | '년' | '월'))
            )
        };
        let (Kind::Number(month, 1 | 2), Kind::Number(day, 1 | 2)) =
            (kind(tokens, at + 2)?, kind(tokens, at + 4)?)
        else {
            return None;
        };
        let parted = separated(at + 1) && separated(at + 3);
        Form::of(year, month, day, at + 5).filter(|_| parted)
    }

    /// `4/5/2031`, `04.05.31`: the day first after points, and where one of the two can be no month.
    fn numbers(tokens: &[Token<'_>], at: usize, first: u32, order: Order) -> Option<Form> {
        let Kind::Sign(sign @ ('/' | '.' | '-')) = kind(tokens, at + 1)? else {
            return None;
        };
        let same = kind(tokens, at + 3)? == Kind::Sign(sign);
        let (Kind::Number(second, 1 | 2), Kind::Number(year, digits)) =
            (kind(tokens, at + 2)?, kind(tokens, at + 4)?)
        else {
            return None;
        };
        let year = match digits {
            4 => year,
            2 if sign == '.' => century(year),
            _ => return None,
        };
        let month_first = sign != '.' && order == Order::MonthFirst;
        let end = at + 5;
        let (american, european) = (
            || Form::of(year, first, second, end),
            || Form::of(year, second, first, end),
        );
        let form = match month_first {
            true => american().or_else(european),
            false => european().or_else(|| american().filter(|_| sign != '.')),
        };
        form.filter(|_| same)
    }

    /// `4 May 2031`, `4. Mai 2031`, `4 de mayo de 2031`, `04-May-31`.
    fn day_name_year(tokens: &[Token<'_>], at: usize, day: u32) -> Option<Form> {
        let name = skip(tokens, at + 1);
        let Kind::Word(word) = kind(tokens, name)? else {
            return None;
        };
        let month = month(word)?;
        let last = skip(tokens, name + 1);
        let (year, end) = year(tokens, last)?;
        Form::of(year, month as u32, day, end)
    }

    /// `May 4, 2031`, `May 4th 2031`, and `May 4 10:30:00 CET 2031` with the time of day in between.
    fn name_day_year(tokens: &[Token<'_>], at: usize, month: i8) -> Option<Form> {
        let number = skip(tokens, at + 1);
        let Kind::Number(day, 1 | 2) = kind(tokens, number)? else {
            return None;
        };
        let next = skip(tokens, number + 1);
        let beyond = time::after(tokens, next).map_or(next, |it| skip(tokens, it));
        let (year, end) = year(tokens, next).or_else(|| year(tokens, beyond))?;
        Form::of(year, month as u32, day, end)
    }

    /// `2031 May 4`, `2031. május 4.`
    fn year_name_day(tokens: &[Token<'_>], at: usize, year: u32) -> Option<Form> {
        let name = skip(tokens, at + 1);
        let Kind::Word(word) = kind(tokens, name)? else {
            return None;
        };
        let month = month(word)?;
        let number = skip(tokens, name + 1);
        match kind(tokens, number)? {
            Kind::Number(day, 1 | 2) => Form::of(year, month as u32, day, number + 1),
            _ => None,
        }
    }
}

/// The token after points, commas and the small words within dates.
fn skip(tokens: &[Token<'_>], at: usize) -> usize {
    const WITHIN: [&str; 14] = [
        "st", "nd", "rd", "th", "er", "de", "del", "di", "of", "d", "le", "den", "a", "ta",
    ];
    let passed = |it: &&Token<'_>| match it.kind {
        Kind::Sign(it) => ",.'’-/º°ª".contains(it),
        Kind::Word(it) => WITHIN.contains(&it),
        Kind::Number(..) => false,
    };
    let rest = tokens.get(at..).unwrap_or_default();
    at + rest.iter().take(3).take_while(passed).count()
}

/// A year at a token, and the token after it.
fn year(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let year = match kind(tokens, at)? {
        Kind::Number(year, 4) => year,
        Kind::Number(year, 2) if !is_time(tokens, at) => century(year),
        _ => return None,
    };
    Some((year, at + 1))
}

fn is_time(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(
        kind(tokens, at + 1),
        Some(Kind::Sign(':')) | Some(Kind::Word("h" | "uhr" | "am" | "pm"))
    )
}

/// The year that two digits mean.
fn century(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, order: Order, want: Option<&str>) {
        assert_eq!(
            find(text, order).map(|it| it.iso).as_deref(),
            want,
            "{text}"
        );
    }

    #[test]
    fn dates_are_found_in_many_languages() {
        for text in [
            "May 4, 2031",
            "May 4th, 2031",
            "4th of May 2031",
            "Sunday 4 May 2031",
            "4-May-2031",
            "Sonntag, 4. Mai 2031",
            "dimanche 4 mai 2031",
            "4 de mayo de 2031",
            "4 de maio de 2031",
            "4 maggio 2031",
            "4 mei 2031",
            "4 maja 2031",
            "4. května 2031",
            "4. toukokuuta 2031",
            "4 мая 2031 г.",
            "2031. május 4.",
            "2031年5月4日",
            "2031년 5월 4일",
            "4 Mayıs 2031",
            "2031/05/04",
            "2031.5.4",
            "04.05.2031",
            "04.05.31",
            "Published: May 4 2031",
        ] {
            check(text, Order::DayFirst, Some("2031-05-04"));
        }
    }

    #[test]
    fn numbers_stand_in_the_order_of_the_place() {
        check("5/4/2031", Order::MonthFirst, Some("2031-05-04"));
        check("5/4/2031", Order::DayFirst, Some("2031-04-05"));
        check("13/4/2031", Order::MonthFirst, Some("2031-04-13"));
        check("4/13/2031", Order::DayFirst, Some("2031-04-13"));
        check("05.04.2031", Order::MonthFirst, Some("2031-04-05"));
        check("13/13/2031", Order::DayFirst, None);
        check("5/4/31", Order::DayFirst, None);
        check("1/2.2031", Order::DayFirst, None);
    }

    #[test]
    fn times_and_offsets_are_taken_along() {
        for (text, want) in [
            ("4 May 2031, 10:30 GMT", "2031-05-04T10:30:00+00:00"),
            ("May 4, 2031 5:00 a.m. PT", "2031-05-04T05:00:00"),
            ("May 4, 2031 at 12:05 PM EDT", "2031-05-04T12:05:00-04:00"),
            ("12:05 am, May 4, 2031", "2031-05-04T00:05:00"),
            ("04.05.2031 um 10.30 Uhr", "2031-05-04T10:30:00"),
            ("4 mai 2031 à 10h30", "2031-05-04T10:30:00"),
            ("4 May 2031 | 2 comments", "2031-05-04"),
        ] {
            check(text, Order::DayFirst, Some(want));
        }
    }

    #[test]
    fn words_beside_a_date_are_counted() {
        let others = |text: &str| find(text, Order::DayFirst).map(|it| it.others);
        assert_eq!(others("4 May 2031"), Some(0));
        assert_eq!(others("Posted on Sunday, 4 May 2031"), Some(3));
        assert_eq!(others("May I 4 2031"), None);
    }
}
