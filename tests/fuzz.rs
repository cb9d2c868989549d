//! A short run of the fuzzer: every target, a fixed seed. `fuzz/main.rs` runs for longer.

#[path = "../fuzz/mutate.rs"]
mod mutate;
#[path = "../fuzz/targets.rs"]
mod targets;

const STORIES: [&[u8]; 3] = [
    include_bytes!("../assets/sample.txt"),
    b"<html><title>T</title><body><article><h1>T</h1><p>\"It is in,\" Ada Marsh said.</p>\
      <figure><img src=a.jpg><figcaption>The quay</figcaption></figure></article></body></html>",
    b"{\"headline\":\"T\",\"body_text\":\"\\\"It is in,\\\" Ada Marsh said.\",\"byline\":\"By A B\"}",
];

#[test]
fn no_target_breaks_on_mutated_stories() {
    let corpus = STORIES.map(<[u8]>::to_vec);
    for (name, run) in targets::TARGETS {
        let mut dice = mutate::Dice::new(7);
        for number in 0..60 {
            let input = mutate::mutate(&mut dice, &corpus);
            let outcome = std::panic::catch_unwind(|| run(&input));
            assert!(outcome.is_ok(), "{name} broke on input {number}: {input:?}");
        }
    }
}
