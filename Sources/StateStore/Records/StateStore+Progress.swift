extension StateStore {
  /// Saves how far a reader is; what was known of the lesson is replaced.
  public func saveProgress(_ progress: LessonProgress) throws(DatabaseError) {
    try database.transaction { () throws(DatabaseError) in
      let lesson = DatabaseValue.text(progress.lesson)
      try database.run("DELETE FROM achievement WHERE lesson = ?", lesson)
      try database.run(
        """
        INSERT INTO progress (lesson, lesson_hash, cell, updated) VALUES (?, ?, ?, ?)
        ON CONFLICT (lesson) DO UPDATE SET lesson_hash = excluded.lesson_hash, cell = excluded.cell, updated = excluded.updated
        """,
        lesson, .text(progress.lessonHash), .integer(Int64(progress.cell)), .real(Self.now))
      let achievements = progress.exercisesPassed.map { ("exercise", $0) } + progress.quizzesAnswered.map { ("quiz", $0) }
      for (kind, number) in achievements {
        try database.run("INSERT INTO achievement (lesson, kind, number) VALUES (?, ?, ?)", lesson, .text(kind), .integer(Int64(number)))
      }
    }
  }

  /// How far the reader is in a lesson, `nil` when it was never opened.
  public func progress(in lesson: String) throws(DatabaseError) -> LessonProgress? {
    try progress().first { $0.lesson == lesson }
  }

  /// How far the reader is in all lessons that were opened, the latest first.
  public func progress() throws(DatabaseError) -> [LessonProgress] {
    // One statement, so that another session cannot write between its two halves.
    let rows = try database.run(
      """
      SELECT progress.lesson, lesson_hash, cell, updated, kind, number FROM progress LEFT JOIN achievement USING (lesson)
      ORDER BY updated DESC, progress.lesson
      """)
    return rows.reduce(into: []) { all, row in
      guard let lesson = row[0].text, let hash = row[1].text, let cell = row[2].integer, let updated = row[3].real else { return }
      if all.last?.lesson != lesson { all.append(LessonProgress(lesson: lesson, lessonHash: hash, cell: Int(cell), updated: updated)) }
      guard let number = row[5].integer else { return }
      switch row[4].text {
      case "quiz": all[all.count - 1].quizzesAnswered.insert(Int(number))
      case "exercise": all[all.count - 1].exercisesPassed.insert(Int(number))
      default: break
      }
    }
  }
}
