package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.console.StopSignal;
import io.creditplatform.http.CrowdedException;
import io.creditplatform.http.InvalidParameterException;
import io.creditplatform.http.NotFoundException;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Visible;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Takes jobs, shows how far they are, has them stopped and go on. Many threads may answer at the same time. */
@RestController
final class JobController {

    static final int MOST_SHOWN = 500;
    private static final int SHOWN = 50;

    /** Who asks for more than that waits for an answer of nobody. */
    private static final int MOST_QUEUED = 100;

    private final Jobs jobs;
    private final JobRequests requests;
    private final Records records;
    private final Timetable timetable;
    private final DeadlineWatch deadline;
    private final StopSignal stop;

    JobController(
            Jobs jobs,
            JobRequests requests,
            Records records,
            Timetable timetable,
            DeadlineWatch deadline,
            StopSignal stop) {
        this.jobs = jobs;
        this.requests = requests;
        this.records = records;
        this.timetable = timetable;
        this.deadline = deadline;
        this.stop = stop;
    }

    @PostMapping("/jobs/imports")
    ResponseEntity<byte[]> load(HttpServletRequest request) throws IOException {
        return take(Job.Kind.IMPORT, request);
    }

    @PostMapping("/jobs/checks")
    ResponseEntity<byte[]> check(HttpServletRequest request) throws IOException {
        return take(Job.Kind.CHECK, request);
    }

    @PostMapping("/jobs/exports")
    ResponseEntity<byte[]> export(HttpServletRequest request) throws IOException {
        if (!ExportProgram.isThere()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "This service cannot export: it has to be started by the launcher, ./credit, without CREDIT_APP.");
        }
        return take(Job.Kind.EXPORT, request);
    }

    private ResponseEntity<byte[]> take(Job.Kind kind, HttpServletRequest request) throws IOException {
        JobRequests.requireOnly(request);
        Job.Wanted wanted = requests.wanted(kind, request, TokenGuard.actor(request));
        Optional<Job> known = jobs.table().of(wanted.key());
        if (known.isEmpty() && jobs.table().unfinished().size() >= MOST_QUEUED) {
            throw new CrowdedException(MOST_QUEUED + " jobs wait for their turn. Ask again when some are done.");
        }
        Job job = known.isPresent() ? known.get() : jobs.add(wanted);
        if (job.kind() != kind || !job.request().equals(wanted.request())) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    JobRequests.KEY + " was used for job " + job.id() + ", which is another one. Use a new one.");
        }
        return accepted(job);
    }

    private ResponseEntity<byte[]> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/jobs/" + job.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes(answer(job, false)));
    }

    @GetMapping("/jobs")
    ResponseEntity<byte[]> jobs(HttpServletRequest request) {
        JobRequests.requireOnly(request, "limit", "before");
        int limit = (int) JobRequests.number(request, "limit", SHOWN, MOST_SHOWN);
        long before = JobRequests.number(request, "before", Long.MAX_VALUE, Long.MAX_VALUE);
        List<Job> found = jobs.table().newest(limit + 1, before);
        List<JobAnswer> items =
                found.stream().limit(limit).map(job -> answer(job, false)).toList();
        return ok(new JobList(
                items,
                found.size() > limit ? items.get(limit - 1).id() : null,
                timetable.shown(),
                deadline.state().orElse(null)));
    }

    @GetMapping("/jobs/audit")
    ResponseEntity<byte[]> audit(HttpServletRequest request) {
        JobRequests.requireOnly(request, "limit", "before");
        int limit = (int) JobRequests.number(request, "limit", SHOWN, MOST_SHOWN);
        long before = JobRequests.number(request, "before", Long.MAX_VALUE, Long.MAX_VALUE);
        var found = jobs.table().audit(limit + 1, before);
        var items = found.stream().limit(limit).toList();
        return ok(
                new AuditList(items, found.size() > limit ? items.get(limit - 1).entryId() : null));
    }

    @GetMapping("/jobs/{id}")
    ResponseEntity<byte[]> job(@PathVariable("id") String id, HttpServletRequest request) {
        JobRequests.requireOnly(request);
        return ok(answer(find(id), true));
    }

    @GetMapping("/jobs/{id}/events")
    ResponseEntity<StreamingResponseBody> events(@PathVariable("id") String id, HttpServletRequest request) {
        JobRequests.requireOnly(request);
        long found = find(id).id();
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("Cache-Control", "no-store")
                .body(new JobEvents(() -> answer(jobs.table().find(found).orElseThrow(), false), stop));
    }

    @PostMapping("/jobs/{id}/stop")
    ResponseEntity<byte[]> stop(@PathVariable("id") String id, HttpServletRequest request) throws IOException {
        JobRequests.requireNothing(request);
        Job job = find(id);
        if (!jobs.stop(job)) {
            throw conflict(job, "expected one that waits or runs");
        }
        return accepted(find(id));
    }

    @PostMapping("/jobs/{id}/resume")
    ResponseEntity<byte[]> resume(@PathVariable("id") String id, HttpServletRequest request) throws IOException {
        JobRequests.requireNothing(request);
        Job job = find(id);
        if (!jobs.resume(job)) {
            throw conflict(job, "expected one that was stopped");
        }
        return accepted(find(id));
    }

    private static ResponseStatusException conflict(Job job, String expected) {
        return new ResponseStatusException(
                HttpStatus.CONFLICT, "Job " + job.id() + " is " + JobAnswer.word(job.status()) + ", " + expected + ".");
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        JobRequests.requireOnly(request);
        return ok(ServiceDocument.document());
    }

    private Job find(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw new InvalidParameterException("id", "is " + Visible.quoted(id) + ", expected a job's number");
        }
        return jobs.table().find(Long.parseLong(id)).orElseThrow(() -> new NotFoundException("job " + id));
    }

    private JobAnswer answer(Job job, boolean whole) {
        Integer position = job.status() == Job.Status.QUEUED
                ? (int) jobs.table().unfinished().stream()
                        .filter(other -> other.id() < job.id())
                        .count()
                : null;
        return JobAnswer.of(job, position, jobs.progress(job).orElse(null), whole ? report(job) : null);
    }

    private @Nullable LoadReport report(Job job) {
        Long load = job.loadId();
        return load == null || job.kind() != Job.Kind.IMPORT
                ? null
                : records.ask(loads ->
                        loads.find(load).map(found -> loads.report(load)).orElse(null));
    }

    private static byte[] bytes(Object answer) {
        return Json.MAPPER.writeValueAsBytes(answer);
    }

    private static ResponseEntity<byte[]> ok(Object answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(bytes(answer));
    }
}
