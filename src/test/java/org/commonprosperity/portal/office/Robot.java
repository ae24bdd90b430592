package org.commonprosperity.portal.office;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A web server that takes what the robots of DingTalk take, and answers what it is told.
 */
final class Robot implements AutoCloseable {

	static final String TOKEN = "0123456789abcdef-token";

	private static final String PATH = "/robot/send";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private volatile int status;

	private volatile String answer = "";

	private volatile Runnable whileAsked = () -> {
	};

	private volatile CountDownLatch open = new CountDownLatch(0);

	Robot() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext(PATH, this::take);
		this.server.start();
		reset();
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + PATH + "?access_token=" + TOKEN;
	}

	List<Request> requests() {
		return List.copyOf(this.requests);
	}

	/** Forgets what came and is well again. */
	void reset() {
		this.open.countDown();
		this.open = new CountDownLatch(0);
		this.requests.clear();
		this.whileAsked = () -> {
		};
		answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
	}

	void answer(int status, String answer) {
		this.status = status;
		this.answer = answer;
	}

	/** Takes what comes and never answers. */
	void hang() {
		this.open = new CountDownLatch(1);
	}

	/** What is to be looked at while somebody waits for an answer. */
	void whileAsked(Runnable look) {
		this.whileAsked = look;
	}

	private void take(HttpExchange exchange) throws IOException {
		CountDownLatch latch = this.open;
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		Map<String, String> query = new LinkedHashMap<>();
		for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
			query.put(pair.substring(0, pair.indexOf('=')),
					URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
		}
		this.requests.add(new Request(exchange.getRequestHeaders().getFirst("Content-Type"), query, body));
		this.whileAsked.run();
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		byte[] bytes = this.answer.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(this.status, (bytes.length > 0) ? bytes.length : -1);
		try (OutputStream stream = exchange.getResponseBody()) {
			stream.write(bytes);
		}
	}

	@Override
	public void close() {
		this.open.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * What came.
	 *
	 * @param contentType its kind
	 * @param query what its address carried
	 * @param body its text
	 */
	record Request(String contentType, Map<String, String> query, String body) {

		/** Worked out anew, as the robot's side does it. */
		boolean isSignedWith(String secret) throws Exception {
			String timestamp = this.query.get("timestamp");
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			byte[] expected = mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8));
			return TOKEN.equals(this.query.get("access_token"))
					&& Base64.getEncoder().encodeToString(expected).equals(this.query.get("sign"));
		}

	}

}
